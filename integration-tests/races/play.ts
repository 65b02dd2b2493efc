import { setTimeout as delay } from "node:timers/promises"

import type { Answer } from "../../testkit/jest/http"
import { isUnderWay } from "../../testkit/promises/check"
import type { Action } from "./actions"
import { checkCanBuy, checkScene } from "./checks"
import { Watch } from "./gates"
import { look, outcomeOf, type Outcome } from "./outcome"
import {
  clear,
  prepare,
  type Lane,
  type Scene,
  type Setting,
  type Stage,
} from "./scene"

/** An action with what it was answered. */
export type Answered = { action: Action; answer: Answer<unknown>; ok: boolean }

/** How actions meet. */
export type Meeting =
  | { kind: "sequence" }
  /** The second and each further one start so much later, in milliseconds. */
  | { kind: "at once"; apart_ms: number }
  /** The others run while the first waits at its n-th point. */
  | { kind: "gated"; at: number }

/** What a meeting has come to. */
export type Played = Awaited<ReturnType<typeof play>>

/**
 * Longest that the others may take while the first is held, in milliseconds: a busy
 * machine needs some.
 */
const HELD_MS = 3000

/** The same, when one of several others has found the cart's lock taken. */
const HELD_LOCKED_MS = 1000

/** Prepares a cart, lets the actions meet on it, and looks at what is left. */
export async function play(
  stage: Stage,
  lane: Lane,
  actions: Action[],
  meeting: Meeting,
  setting: Setting
) {
  const scene = await prepare(stage, lane, setting)
  const watch = new Watch(meeting.kind === "gated" ? meeting.at : null)
  const unwatch = stage.gates.watch(scene.tokens, watch)
  try {
    const answers = await meet(scene, actions, meeting, watch)
    await settle(scene)
    const remains = await look(scene)
    const outcome = outcomeOf(scene, remains)
    const faults = await checkScene(scene, answers, remains)
    if (setting.buys && canBuy(outcome)) {
      faults.push(...(await checkCanBuy(scene)))
    }
    // Points of the first action, until the others began.
    return { answers, outcome, faults, points: watch.points }
  } finally {
    unwatch()
    clear(scene)
  }
}

async function meet(
  scene: Scene,
  actions: Action[],
  meeting: Meeting,
  watch: Watch
): Promise<Answered[]> {
  switch (meeting.kind) {
    case "sequence": {
      const answers: Answered[] = []
      for (const action of actions) {
        answers.push(await act(scene, action))
        watch.release()
      }
      return answers
    }
    case "at once":
      return Promise.all(
        actions.map(async (action, index) => {
          await delay(index * meeting.apart_ms)
          return act(scene, action)
        })
      )
    case "gated":
      return meetAtGate(scene, actions, watch)
  }
}

async function meetAtGate(
  scene: Scene,
  [first, ...others]: Action[],
  watch: Watch
): Promise<Answered[]> {
  if (!first) {
    return []
  }
  const begun = act(scene, first)
  await Promise.race([watch.reached, begun])
  const rest = Promise.all(others.map((other) => act(scene, other)))
  const locked = watch.blocked.then(() =>
    // A single other one waits for the lock, and so for nothing that is to be seen.
    others.length > 1 ? delay(HELD_LOCKED_MS) : undefined
  )
  await Promise.race([rest, delay(HELD_MS), locked])
  watch.release()
  return [await begun, ...(await rest)]
}

/** Does one action. One that answers with no order is as good as refused. */
async function act(scene: Scene, action: Action): Promise<Answered> {
  try {
    const answer = await action.act(scene)
    const { type } = answer.data as { type?: string }
    return { action, answer, ok: answer.status < 400 && type !== "cart" }
  } catch (error) {
    // An answer that is not as documented.
    const { message } = error as Error
    const answer = { status: 599, data: { type: "undocumented", message } }
    return { action, answer, ok: false }
  }
}

/** Lets the job end what it has begun, and what a dead server left. */
async function settle({ stage, cart_id }: Scene): Promise<void> {
  const rows = await stage.shop.ledger.rows(cart_id)
  if (rows.some(isUnderWay)) {
    await stage.shop.ledger.reconcileCart(cart_id)
  }
}

function canBuy({ order, delivery, whose }: Outcome): boolean {
  return order === "none" && delivery.length > 0 && whose.endsWith("the owner")
}
