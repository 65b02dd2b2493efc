import { WorkflowManager } from "@medusajs/framework/orchestration"
import {
  createHook,
  createStep,
  createWorkflow,
  StepResponse,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { takePart } from "../take-part"
import { wrapStep } from "../wrap-step"
import {
  answerOf,
  type HookHandler,
  type StepArguments,
} from "../../medusa/hook-handler"

/** What happened, in order. */
let log: string[] = []
let count = 0

beforeEach(() => {
  log = []
})

describe("a hook with a handler of somebody else's", () => {
  it("runs theirs first and ours last", async () => {
    const { workflow, hook, takePartIn } = createSubject()
    hook(theirs())
    takePartIn(ours())

    await run(workflow)

    expect(log).toEqual(["theirs", "ours"])
  })

  it("gives both the workflow's input and what theirs answered", async () => {
    const seen: unknown[] = []
    const { workflow, hook, takePartIn } = createSubject()
    hook(async (input: unknown) => {
      seen.push(input)
      return new StepResponse("answer of theirs")
    })
    takePartIn({ invoke: async (input) => void seen.push(input) })

    const { result } = await workflow().run({ input: { id: "cart" } })

    expect(seen).toEqual([{ id: "cart" }, { id: "cart" }])
    expect(result).toEqual({ hook: "answer of theirs" })
  })

  it("keeps what ours returns for a later hook, beside their answer", async () => {
    let output: unknown
    let engage: unknown
    const { workflow, hook, takePartIn, name } = createSubject({
      last: (args) => {
        output = answerOf(args, name)
        engage = args.invoke[name]?.engage
      },
    })
    hook(theirs())
    takePartIn(ours())

    await run(workflow)

    expect(engage).toEqual({ kept: "ours" })
    expect(output).toBe("theirs done")
  })

  it("has the steps after it go on with another input, and leaves the caller's alone", async () => {
    let payload: unknown
    const { workflow, takePartIn } = createSubject({
      last: (args) => {
        payload = args.payload
      },
    })
    takePartIn({
      invoke: async (_, { changeInput }) => {
        changeInput?.({ note: "added" })
        return undefined
      },
    })
    const input = { id: "cart" }

    await workflow().run({ input })

    expect(payload).toEqual({ id: "cart", note: "added" })
    expect(input).toEqual({ id: "cart" })
  })

  it("undoes theirs once, with what it returned, when ours throws", async () => {
    const { workflow, hook, takePartIn } = createSubject()
    hook(...theirsWithUndo())
    takePartIn(
      ours({
        invoke: async () => {
          log.push("ours")
          throw new Error("refused")
        },
      })
    )

    expect(await run(workflow)).toBe("refused")
    expect(log).toEqual([
      "theirs",
      "ours",
      "undo ours with nothing",
      "undo theirs with theirs kept",
    ])
  })

  it("fails by our error when undoing theirs fails too", async () => {
    const { workflow, hook, takePartIn } = createSubject()
    hook(theirs(), async () => {
      throw new Error("cannot undo")
    })
    takePartIn(
      ours({
        invoke: async () => {
          throw new Error("refused")
        },
      })
    )

    expect(await run(workflow)).toBe("refused")
    expect(log).toEqual(["theirs", "undo ours with nothing"])
  })

  it("undoes both, ours first, when a later step fails", async () => {
    const { workflow, hook, takePartIn } = createSubject({ fails: true })
    hook(...theirsWithUndo())
    takePartIn(ours())

    expect(await run(workflow)).toBe("a later step failed")
    expect(log).toEqual([
      "theirs",
      "ours",
      "undo ours with ours",
      "undo theirs with theirs kept",
    ])
  })

  it("undoes theirs even when undoing ours fails", async () => {
    const { workflow, hook, takePartIn } = createSubject({ fails: true })
    hook(...theirsWithUndo())
    takePartIn(
      ours({
        compensate: async () => {
          throw new Error("cannot undo ours")
        },
      })
    )

    await run(workflow)

    expect(log).toContain("undo theirs with theirs kept")
  })

  it("does not run ours when theirs throws", async () => {
    const { workflow, hook, takePartIn } = createSubject()
    hook(
      async () => {
        log.push("theirs")
        throw new Error("theirs failed")
      },
      async (kept: unknown) => void log.push(`undo theirs with ${kept}`)
    )
    takePartIn(ours())

    expect(await run(workflow)).toBe("theirs failed")
    expect(log).toEqual([
      "theirs",
      "undo ours with nothing",
      "undo theirs with undefined",
    ])
  })

  it("undoes each of several runs by itself", async () => {
    const { workflow, hook, takePartIn } = createSubject({ fails: true })
    hook(...theirsWithUndo())
    let calls = 0
    takePartIn(
      ours({
        invoke: async () => {
          if (calls++ === 0) {
            throw new Error("refused")
          }
          return { kept: "ours" }
        },
      })
    )

    expect(await run(workflow)).toBe("refused")
    expect(await run(workflow)).toBe("a later step failed")

    expect(
      log.filter((entry) => entry === "undo theirs with theirs kept")
    ).toHaveLength(2)
  })
})

describe("a handler of ours that goes ahead", () => {
  it("runs first, and leaves answer and undo to theirs", async () => {
    const { workflow, hook, takePartIn } = createSubject({ fails: true })
    hook(...theirsWithUndo())
    takePartIn(ours(), "ahead")

    expect(await run(workflow)).toBe("a later step failed")
    expect(log).toEqual(["ours", "theirs", "undo theirs with theirs kept"])
  })
})

describe("a hook whose condition does not hold", () => {
  it("runs neither", async () => {
    const { workflow, hook, takePartIn } = createSubject({ skipped: true })
    hook(theirs())
    takePartIn(ours())

    await run(workflow)

    expect(log).toEqual([])
  })
})

describe("a hook that nobody took", () => {
  it("runs ours", async () => {
    const { workflow, takePartIn } = createSubject()
    takePartIn(ours())

    const { result } = await workflow().run({ input: { id: "cart" } })

    expect(log).toEqual(["ours"])
    expect(result).toEqual({ hook: undefined })
  })

  it("undoes ours when a later step fails", async () => {
    const { workflow, takePartIn } = createSubject({ fails: true })
    takePartIn(ours())

    await run(workflow)

    expect(log).toEqual(["ours", "undo ours with ours"])
  })
})

describe("taking part", () => {
  it("a second time does nothing", async () => {
    const { workflow, hook, takePartIn } = createSubject()
    hook(theirs())
    const handler = ours()
    takePartIn(handler)
    takePartIn(handler)

    await run(workflow)

    expect(log).toEqual(["theirs", "ours"])
  })

  it("a second time does nothing, also when the hook was wrapped in between", async () => {
    const { workflow, workflowId, name, takePartIn } = createSubject()
    const handler = ours()
    takePartIn(handler)
    wrapStep("between", { workflowId, step: name }, (inside) => ({ ...inside }))
    takePartIn(handler)

    await run(workflow)

    expect(log).toEqual(["ours"])
  })

  it("says what to do when there is no such hook", () => {
    const { name, workflowId } = createSubject()
    const takePartIn = (hook: string, id = workflowId) =>
      takePart({ ...ours(), ...reading, hook, workflowId: id })

    for (const attempt of [
      () => takePartIn("no such hook"),
      () => takePartIn(name, "no such workflow"),
    ]) {
      expect(attempt).toThrow(
        expect.objectContaining({
          type: "unexpected_state",
          message: expect.stringMatching(
            /medusa-plugin-voyado-engage cannot take the hook[^]*README/
          ),
        })
      )
    }
  })

  it("says what to do when a step that ours reads is gone", () => {
    const { name, workflowId } = createSubject()

    expect(() =>
      takePart({
        ...ours(),
        ...reading,
        reads: ["create-orders"],
        hook: name,
        workflowId,
      })
    ).toThrow(/hooks: "manual"[^]*medusa-plugin-voyado-engage\/hooks/)
  })

  it("says what to do when handlers are kept in another way", () => {
    const { name, workflowId } = createSubject()
    const getWorkflow = jest
      .spyOn(WorkflowManager, "getWorkflow")
      .mockReturnValue({ handlers_: {} } as ReturnType<
        typeof WorkflowManager.getWorkflow
      >)
    try {
      expect(() =>
        takePart({ ...ours(), ...reading, hook: name, workflowId })
      ).toThrow(/this version of Medusa is built differently/)
    } finally {
      getWorkflow.mockRestore()
    }
  })
})

it("a run has one id for its steps and their undoing, and no other", async () => {
  const ids: string[] = []
  const { workflow, takePartIn } = createSubject({ fails: true })
  takePartIn({
    invoke: async (_, { id }) => {
      ids.push(id)
      return { kept: "ours" }
    },
    compensate: async (_, { id }) => void ids.push(id),
  })

  await run(workflow)
  await run(workflow)

  expect(ids).toHaveLength(4)
  expect(ids[0]).toBe(ids[1])
  expect(ids[2]).toBe(ids[3])
  expect(ids[0]).not.toBe(ids[2])
})

type Ours = Partial<
  Pick<HookHandler<unknown, { kept: string }>, "invoke" | "compensate">
>

/** Of a handler that is given the workflow's input. */
const reading = {
  place: "behind" as const,
  reads: [],
  inputOf: ({ payload }: StepArguments) => payload,
}

/** A workflow with a hook and a step behind it, by a name of its own. */
function createSubject({
  fails = false,
  skipped = false,
  last,
}: {
  fails?: boolean
  skipped?: boolean
  last?: (args: StepArguments) => void
} = {}) {
  const name = "opened"
  const workflowId = `take-part-in-hook-${++count}`
  const lastStep = createStep(`last-${count}`, async () => {
    if (fails) {
      throw new Error("a later step failed")
    }
    return new StepResponse(undefined)
  })
  type Input = { id: string }
  const always = (input: Input) => createHook(name, input)
  type Hook = ReturnType<typeof always>
  const never = (input: Input) =>
    when("never", { input }, () => false).then(() => always(input)) as Hook
  const open = skipped ? never : always
  const answerOfHook = (hook: Hook) => hook.getResult()
  const nothing = () => undefined
  const resultOf = skipped ? nothing : answerOfHook

  const workflow = createWorkflow(workflowId, (input: Input) => {
    const hook = open(input)
    const result = resultOf(hook)
    lastStep()
    return new WorkflowResponse({ hook: result }, { hooks: [hook] })
  })
  if (last) {
    takePart({
      workflowId,
      hook: `last-${count}`,
      ...reading,
      inputOf: (args) => args,
      invoke: async (args: StepArguments) => void last(args),
    })
  }
  return {
    name,
    workflowId,
    workflow,
    hook: workflow.hooks[name as keyof typeof workflow.hooks] as (
      invoke: (input: unknown) => Promise<unknown>,
      compensate?: (kept: unknown) => Promise<unknown>
    ) => void,
    takePartIn: (handler: Ours, place?: HookHandler["place"]) =>
      takePart({
        workflowId,
        hook: name,
        ...reading,
        ...ours(handler),
        ...(place && { place }),
      }),
  }
}

/** Runs a workflow; the message of the error that it failed by, if it did. */
async function run(
  workflow: ReturnType<typeof createSubject>["workflow"]
): Promise<string | undefined> {
  const { errors } = await workflow().run({
    input: { id: "cart" },
    throwOnError: false,
  })
  return errors?.[0]?.error?.message
}

function theirs() {
  return async () => {
    log.push("theirs")
    return new StepResponse("theirs done", "theirs kept")
  }
}

function theirsWithUndo() {
  return [
    theirs(),
    async (kept: unknown) => void log.push(`undo theirs with ${kept}`),
  ] as const
}

function ours(overrides: Ours = {}) {
  return {
    invoke: async () => {
      log.push("ours")
      return { kept: "ours" }
    },
    compensate: async (kept: { kept: string } | undefined) => {
      log.push(`undo ours with ${kept?.kept ?? "nothing"}`)
    },
    ...overrides,
  }
}
