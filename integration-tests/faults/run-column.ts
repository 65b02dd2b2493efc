import type { SandboxSettings } from "../../packages/engage-sandbox/src"
import {
  API_ENDPOINTS,
  type EngageApi,
} from "../../src/modules/promotion-redemption/engage/endpoints"
import { inPool } from "../../testkit/in-pool"
import { readyCart } from "../../testkit/jest/checkout"
import type { TestShop } from "../../testkit/jest/suite"
import { WORLDS, type FaultCase, type World } from "./fault-case"
import { apiOf, type Choice, type Observation, type Place } from "./observation"
import {
  AT_ONCE,
  CODES,
  inWords,
  meet,
  note,
  payAgain,
  prepare,
  providerOf,
  settle,
  type Run,
  type Stage,
} from "./run"
import { DELAYS, TIMING } from "./timing"

/**
 * What a tenant's Engage may do otherwise, with the addresses of v3: it gives its
 * lists in pages, says its refusals in words, and asks every call for its type.
 */
const TENANT: Record<EngageApi, Partial<SandboxSettings>> = {
  v2: { listPageSize: 0, refusalForm: "json", contentType: "post" },
  v3: { listPageSize: 40, refusalForm: "sentence", contentType: "always" },
}

const settingsOf = (
  world: World,
  api: EngageApi
): Partial<SandboxSettings> => ({
  redeemTimeoutMs:
    world === "patient"
      ? DELAYS.beyondCustomersWait + 1_000
      : TIMING.engageLimit,
  listRedeemed: world === "unlisted" ? "drop" : "keep",
  ...TENANT[api],
})

/**
 * Runs cases at one place, for a shop that has chosen so.
 * @returns what each case ends with, by its name.
 */
export async function runColumn(
  stage: Stage,
  place: Place,
  choice: Choice,
  faults: FaultCase[]
): Promise<Record<string, Observation>> {
  const run = place === "checkout" ? runCheckouts : runJob
  const api = apiOf(place, choice)
  await stage.shop.ledger.setOptions({ endpoints: API_ENDPOINTS[api] })
  const runs: Run[] = []
  // Medusa fails when two first payments of one customer start together.
  await readyCart(stage.shop, { provider: providerOf(choice) })
  for (const world of WORLDS) {
    const cases = faults.filter((fault) => (fault.world ?? "usual") === world)
    const tenant = { world, settings: settingsOf(world, api) }
    runs.push(...(await run(stage, tenant, choice, cases)))
  }
  return Object.fromEntries(
    runs.map(({ fault, observed }) => [fault.name, observed as Observation])
  )
}

type Tenant = { world: World; settings: Partial<SandboxSettings> }

/** Each customer meets the fault at the checkout. */
async function runCheckouts(
  stage: Stage,
  { world, settings }: Tenant,
  choice: Choice,
  cases: FaultCase[]
): Promise<Run[]> {
  const { shop } = stage
  shop.engage.sandbox.configure(settings)
  await shop.ledger.setOptions(choice)

  const pay = async (run: Run) => {
    const lift = meet(stage, run)
    run.observed.answer = inWords(await run.cart.web.complete(run.cart.id))
    await note(shop, run)
    await shop.ledger.stopTime(run.cart.id)
    lift()
  }
  // Those who wait leave the others time to be served meanwhile.
  const slowFirst = [...cases].sort(
    (one, other) => Number(!one.late) - Number(!other.late)
  )
  const runs = (
    await inPool(slowFirst, AT_ONCE, async (fault) => {
      const prepared = await prepare(shop, choice, [fault])
      if (world !== "away") {
        await Promise.all(prepared.map(pay))
      }
      return prepared
    })
  ).flat()
  if (world === "away") {
    await whileAway(shop, runs, () => inPool(runs, AT_ONCE, pay))
  }
  await settle(shop, runs)
  // There was no verdict, and so no order.
  const left = runs.filter(({ observed }) => observed.answer?.startsWith("500"))
  await inPool(left, AT_ONCE, (run) => payAgain(shop, run))
  return runs
}

/**
 * The orders were placed while nothing listened; the job meets the fault. They
 * have several assignments each, as the job settles each by itself.
 */
async function runJob(
  stage: Stage,
  { world, settings }: Tenant,
  choice: Choice,
  cases: FaultCase[]
): Promise<Run[]> {
  const { shop } = stage
  await shop.ledger.setOptions({ onUnavailable: "defer" })
  const carts = await inPool(chunksOf(cases, CODES.length), AT_ONCE, (chunk) =>
    prepare(shop, choice, chunk)
  )
  const runs = carts.flat()
  const work = async () => {
    await shop.ledger.reconcile()
    await inPool(runs, AT_ONCE, (run) => note(shop, run))
  }

  await whileAway(shop, runs, async () => {
    await inPool(carts, AT_ONCE, (onCart) => order(shop, onCart))
    await shop.ledger.setOptions(choice)
    if (world === "away") {
      await work()
    }
  })
  if (world !== "away") {
    shop.engage.sandbox.configure(settings)
    const lifts = runs.map((run) => meet(stage, run))
    await work()
    lifts.forEach((lift) => lift())
  }
  await settle(shop, runs)
  return runs
}

async function order(shop: TestShop, onCart: Run[]): Promise<void> {
  const { web, id } = onCart[0]!.cart
  const answer = inWords(await web.complete(id))
  await shop.ledger.stopTime(id)
  for (const { observed } of onCart) {
    observed.answer = answer
  }
}

/** Engage goes away for a while; what it knows of the assignments comes back. */
async function whileAway(
  { engage, anna }: TestShop,
  runs: Run[],
  work: () => Promise<unknown>
): Promise<void> {
  await engage.goAway()
  await work()
  await engage.comeBack()
  for (const { offer } of runs) {
    engage.giveOffer(anna, offer)
  }
}

function chunksOf<Item>(items: Item[], size: number): Item[][] {
  const chunks: Item[][] = []
  for (let start = 0; start < items.length; start += size) {
    chunks.push(items.slice(start, start + size))
  }
  return chunks
}
