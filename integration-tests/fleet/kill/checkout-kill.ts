import { setTimeout as delay } from "node:timers/promises"

import type {
  SandboxCall,
  SandboxEngageCode,
} from "../../../packages/engage-sandbox/src"
import { comesTrue } from "../../../testkit/poll"
import {
  complete,
  type Completion,
} from "../../../testkit/purchases/completions"
import {
  giveOffer,
  preparePurchase,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import { failRedeem } from "../calls"
import { CHECKOUT_WAIT_MS, type Campaign } from "./fleet"
import type { Trial } from "./tally"

/** After what, seen from outside, the server is killed. */
const CUES = [
  "any time",
  "claimed",
  "ordered",
  "sent",
  "saved",
  "answered",
  "refused",
] as const

type Cue = (typeof CUES)[number]

const REFUSALS: SandboxEngageCode[] = [
  "PromotionNotValidForRedemptionChannel",
  "PromotionNotFound",
]

/** The longest that the slowest completion of a trial takes to begin. */
const START_SPREAD_MS = 150

/** A cue that does not come is not waited for longer. */
const CUE_TIMEOUT_MS = 3_000

/** Time between two looks for a cue, in milliseconds: some are short. */
const CUE_LOOK_MS = 4

/** About how long the completions of a trial take. */
const COMPLETION_MS = 2_000

/**
 * Several customers complete their carts on one server, some a second time on
 * another server or with the same assignment on a second cart; the first server
 * is killed meanwhile.
 */
export async function killDuringCheckout(campaign: Campaign, turn: number) {
  const { fleet, random } = campaign
  const servers = await fleet.atLeast(2)
  const victim = random.pick(servers)
  const others = servers.filter((server) => server !== victim)
  const cue = CUES[turn % CUES.length] as Cue
  const purchases = await prepare(campaign, cue)

  const completions: Completion[] = []
  const requests = purchases.map(async (purchase) => {
    await delay(random.integer(0, START_SPREAD_MS))
    completions.push(complete(victim, purchase))
    if (random.chance(0.1)) {
      // A double click that another server answers.
      await delay(random.integer(0, 50))
      completions.push(complete(random.pick(others), purchase))
    }
  })

  await waitFor(campaign, cue, purchases)
  await delay(random.chance(0.5) ? 0 : random.integer(0, 60))
  await fleet.kill(victim)
  return {
    name: `checkout, killed at "${cue}"`,
    purchases,
    answered: Promise.all(requests).then(() =>
      Promise.all(completions.map(({ answer }) => answer))
    ),
  }
}

async function prepare(campaign: Campaign, cue: Cue): Promise<Purchase[]> {
  const { fleet, engage, random, catalogue, customers } = campaign
  const carts = Array.from({ length: random.integer(3, 4) }, async (_, nth) => {
    const customer = random.pick(customers)
    const assignment = giveOffer(engage, customer, random)
    setFaults(campaign, assignment.id, cue === "refused" && nth < 2)
    const order = { customer, assignmentId: assignment.id, random }
    const server = random.pick(fleet.pickable())
    const first = await preparePurchase(server, catalogue, order)
    return random.chance(0.15)
      ? // The same customer on a second device.
        [first, await preparePurchase(server, catalogue, order)]
      : [first]
  })
  return (await Promise.all(carts)).flat()
}

/** How Engage answers the first redemption of an assignment, or each. */
function setFaults(
  { engage, random }: Campaign,
  assignmentId: string,
  refused: boolean
) {
  const fail = failRedeem.bind(null, engage, { assignmentId })
  fail({ type: "delay_before_save", ms: random.integer(0, 300) }, 1)
  const slow = random.chance(0.1)
  const ms = slow ? CHECKOUT_WAIT_MS + 500 : random.integer(0, 300)
  fail({ type: "delay_after_save", ms }, 1)
  if (refused || random.chance(0.15)) {
    fail({ type: "refuse", code: random.pick(REFUSALS) })
  }
}

/** Waits until the cue has come for some of the carts, at random how many. */
async function waitFor(
  { ledger, engage, random }: Campaign,
  cue: Cue,
  purchases: Purchase[]
): Promise<void> {
  if (cue === "any time") {
    return delay(random.integer(0, COMPLETION_MS))
  }
  const cartIds = purchases.map(({ cartId }) => cartId)
  const called = (is: (call: SandboxCall) => boolean) =>
    purchases.filter(({ assignmentId }) =>
      engage.calls({ operation: "redeem", assignmentId }).some(is)
    ).length
  const come: Record<typeof cue, () => Promise<number> | number> = {
    claimed: () => ledger.countTouched(cartIds),
    ordered: () => ledger.countOrders(cartIds),
    sent: () => called(() => true),
    saved: () => called(({ saved }) => saved),
    answered: () => called(({ status }) => status !== null),
    refused: () => called(({ status }) => (status ?? 0) >= 400),
  }
  const enough = cue === "refused" ? 1 : random.integer(1, purchases.length)
  await comesTrue(
    async () => (await come[cue]()) >= enough,
    CUE_TIMEOUT_MS,
    CUE_LOOK_MS
  )
  if (cue === "answered" || cue === "refused") {
    await delay(random.integer(0, 250))
  }
}
