import {
  createHook,
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { takeHandler, type OwnHandler } from "../take-handler"
import type { HookHandler } from "../../medusa/hook-handler"

type Input = { id: string }
type Ours = Pick<HookHandler<Input, { kept: string }>, "invoke" | "compensate">

/** What happened, in order. */
let log: string[] = []
let count = 0

beforeEach(() => {
  log = []
})

describe("a handler that the shop wires", () => {
  it("is given what the hook gives, and an id of the run", async () => {
    const seen: unknown[] = []
    const run = createSubject({
      ours: {
        invoke: async (input, { id }) => {
          seen.push(input, id)
          return undefined
        },
      },
    })

    await run()

    expect(seen).toEqual([{ id: "cart" }, expect.stringMatching(/^.+:.+$/)])
  })

  it("is undone with what it kept when a later step fails", async () => {
    await createSubject({ fails: true })()

    expect(log).toEqual(["ours", "undo ours with ours kept"])
  })

  it("is not undone when it kept nothing", async () => {
    const run = createSubject({
      fails: true,
      ours: { ...ours, invoke: async () => undefined },
    })

    await run()

    expect(log).toEqual([])
  })

  it("is undone with nothing when it failed", async () => {
    const run = createSubject({ ours: refusing })

    expect((await run()).message).toBe("refused")
    expect(log).toEqual(["ours", "undo ours with nothing"])
  })
})

describe("a handler behind one of the shop's own", () => {
  it("runs after it, and lets it answer for the hook", async () => {
    const { result } = await createSubject({ own })()

    expect(log).toEqual(["own", "ours"])
    expect(result).toBe("answer of own")
  })

  it("is undone before it, each with what it kept", async () => {
    await createSubject({ own, fails: true })()

    expect(log).toEqual([
      "own",
      "ours",
      "undo ours with ours kept",
      "undo own with own kept",
    ])
  })

  it("lets it have what it kept when ours fails", async () => {
    const run = createSubject({ own, ours: refusing })

    expect((await run()).message).toBe("refused")
    expect(log).toEqual([
      "own",
      "ours",
      "undo ours with nothing",
      "undo own with own kept",
    ])
  })

  it("undoes it even when undoing ours fails", async () => {
    const run = createSubject({
      own,
      fails: true,
      ours: {
        ...ours,
        compensate: async () => {
          throw new Error("cannot undo ours")
        },
      },
    })

    await run()

    expect(log).toContain("undo own with own kept")
  })

  it("does not run when that one fails", async () => {
    const run = createSubject({
      own: [
        async () => {
          throw new Error("own failed")
        },
      ],
    })

    expect((await run()).message).toBe("own failed")
    expect(log).toEqual(["undo ours with nothing"])
  })

  it("takes one that answers nothing and has no undo", async () => {
    const { result } = await createSubject({
      own: [async () => void log.push("own")],
    })()

    expect(log).toEqual(["own", "ours"])
    expect(result).toBeUndefined()
  })
})

describe("a handler ahead of one of the shop's own", () => {
  it("runs before it, and lets it answer for the hook", async () => {
    const { result } = await createSubject({ own, place: "ahead" })()

    expect(log).toEqual(["ours", "own"])
    expect(result).toBe("answer of own")
  })

  it("has it undone with what it kept when a later step fails", async () => {
    await createSubject({ own, place: "ahead", fails: true })()

    expect(log).toEqual(["ours", "own", "undo own with own kept"])
  })
})

const ours: Ours = {
  invoke: async () => {
    log.push("ours")
    return { kept: "ours kept" }
  },
  compensate: async (kept) => {
    log.push(`undo ours with ${kept?.kept ?? "nothing"}`)
  },
}

const refusing: Ours = {
  ...ours,
  invoke: async () => {
    log.push("ours")
    throw new Error("refused")
  },
}

const own: OwnHandler<Input, string> = [
  async () => {
    log.push("own")
    return new StepResponse("answer of own", "own kept")
  },
  async (kept) => void log.push(`undo own with ${kept}`),
]

/** Wires a handler to the hook of a workflow of its own, and gives its run. */
function createSubject(subject: {
  ours?: Ours
  own?: OwnHandler<Input, string>
  place?: HookHandler["place"]
  /** A step behind the hook fails. */
  fails?: boolean
}) {
  const workflowId = `take-handler-${++count}`
  const last = createStep(`last-${count}`, async () => {
    if (subject.fails) {
      throw new Error("a later step failed")
    }
  })
  const workflow = createWorkflow(workflowId, (input: Input) => {
    const opened = createHook("opened", input)
    const answer = opened.getResult()
    last()
    return new WorkflowResponse(answer as string, { hooks: [opened] })
  })
  const handler = takeHandler<Input, { kept: string }, string>(
    {
      workflowId,
      hook: "opened",
      place: subject.place ?? "behind",
      reads: [],
      inputOf: () => ({ id: "not asked" }),
      ...(subject.ours ?? ours),
    },
    { own: subject.own }
  )
  workflow.hooks.opened(...handler)

  return async () => {
    const { result, errors } = await workflow().run({
      input: { id: "cart" },
      throwOnError: false,
    })
    return { result, message: errors?.[0]?.error?.message }
  }
}
