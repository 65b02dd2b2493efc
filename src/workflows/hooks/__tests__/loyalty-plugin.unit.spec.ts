import { TransactionState } from "@medusajs/framework/utils"
import {
  createHook,
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { takePart } from "../take-part"
import { undoRunsOfNeighbour } from "../loyalty-plugin"

/** What is on the gift card of each cart. */
const balances = new Map<string, number>()
let count = 0

describe("a neighbour that cancels its own workflow by the id of ours", () => {
  it("does not undo it by itself", async () => {
    const { complete } = createSubject({ helped: false })

    expect(await complete("cart")).toBe("a later step failed")
    expect(balances.get("cart")).toBe(0)
  })

  it("has it undone when a later step fails", async () => {
    const { complete, state } = createSubject()

    expect(await complete("cart")).toBe("a later step failed")
    expect(state()).toBe(TransactionState.REVERTED)
    expect(balances.get("cart")).toBe(500)
  })

  it("has it undone when our handler in the same hook throws", async () => {
    const { complete, workflowId } = createSubject()
    takePart({
      workflowId,
      hook: "opened",
      place: "behind",
      reads: [],
      inputOf: () => undefined,
      invoke: async () => {
        throw new Error("refused")
      },
    })

    expect(await complete("cart")).toBe("refused")
    expect(balances.get("cart")).toBe(500)
  })

  it("has its own run undone, and no other's that goes on at the same time", async () => {
    const { complete } = createSubject({ failsFor: "cart_2" })

    expect(
      await Promise.all(["cart_1", "cart_2", "cart_3"].map(complete))
    ).toEqual([undefined, "a later step failed", undefined])
    expect([...balances]).toEqual([
      ["cart_1", 0],
      ["cart_2", 500],
      ["cart_3", 0],
    ])
  })

  it("fails for itself when it found its run, and something else went wrong", async () => {
    const { complete, state } = createSubject({ undo: "by its run" })

    expect(await complete("cart")).toBe("a later step failed")
    expect(state()).toBe(TransactionState.FAILED)
    expect(balances.get("cart")).toBe(500)
  })

  it("may not be there at all", () => {
    expect(() =>
      undoRunsOfNeighbour({
        workflowId: "nobody's",
        hook: "opened",
        runs: "nothing",
      })
    ).not.toThrow()
  })
})

beforeEach(() => balances.clear())

/** A workflow with a hook, which a neighbour takes with a workflow of its own. */
function createSubject({
  helped = true,
  failsFor,
  undo = "by id",
}: {
  helped?: boolean
  failsFor?: string
  undo?: "by id" | "by its run"
} = {}) {
  const id = ++count
  const debit = createStep(
    `debit-${id}`,
    async (cart: string) => {
      balances.set(cart, 0)
      return new StepResponse(cart, cart)
    },
    async (cart) => {
      balances.set(cart!, balances.get(cart!)! + 500)
    }
  )
  const pay = createWorkflow(`pay-${id}`, (cart: string) => {
    return new WorkflowResponse(debit(cart))
  })
  const last = createStep(`last-${id}`, async (cart: string) => {
    if (!failsFor || cart === failsFor) {
      throw new Error("a later step failed")
    }
    return new StepResponse(undefined)
  })
  const workflowId = `undo-lost-runs-${id}`
  const workflow = createWorkflow(workflowId, (cart: string) => {
    const opened = createHook("opened", cart)
    last(cart)
    return new WorkflowResponse(undefined, { hooks: [opened] })
  })

  type Runs = Awaited<ReturnType<ReturnType<typeof pay>["run"]>>
  const runs = new Map<string, Runs["transaction"]>()
  workflow.hooks.opened(
    async (cart, { container, transactionId }) => {
      const { transaction } = await pay(container).run({
        input: cart,
        context: { transactionId },
      })
      runs.set(transactionId!, transaction)
      return new StepResponse(undefined, transactionId)
    },
    async (transactionId, { container }) => {
      if (!transactionId) {
        return
      }
      if (undo === "by id") {
        await pay(container).cancel({ transactionId, container })
      } else {
        const transaction = runs.get(transactionId)!
        await pay(container).cancel({ transaction, container })
        throw new Error("its own trouble")
      }
    }
  )
  if (helped) {
    undoRunsOfNeighbour({ workflowId, hook: "opened", runs: `pay-${id}` })
    undoRunsOfNeighbour({ workflowId, hook: "opened", runs: `pay-${id}` })
  }
  let state: TransactionState | undefined
  return {
    workflowId,
    /** How the last run of ours ended. */
    state: () => state,
    /** Its error's message, if it failed. */
    complete: async (cart: string): Promise<string | undefined> => {
      const { errors, transaction } = await workflow().run({
        input: cart,
        throwOnError: false,
      })
      state = transaction.getState()
      return errors?.[0]?.error?.message
    },
  }
}
