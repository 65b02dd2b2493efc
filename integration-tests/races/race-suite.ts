import { engageSuite } from "../../testkit/jest/suite"
import { book } from "../../testkit/payment/provider/book"
import { providerGate } from "../../testkit/payment/provider/gate"
import { stockUp } from "../../testkit/shop/stock-up"
import { gateLocks, Gates, gatePayments, startGatedEngage } from "./gates"
import { KNOWN_LIMITS, limitOf } from "./known-limits"
import { promotionNames, seedRacePromotions } from "./offers"
import { nameOf, plan, wish, type Case, type Half } from "./plan"
import { describeFound, say } from "./report"
import { Races, type Found } from "./run"
import { openLane, type Stage } from "./scene"

const HOUR = 3_600_000

/** How many carts are raced on at a time, each with customers of its own. */
const LANES = 4

/** So many cases between two words about how far it is. */
const WORD_EVERY = 100

const gates = new Gates()
let gatedEngage: Awaited<ReturnType<typeof startGatedEngage>>

/** Plays one half of a run's cases in a shop of its own. */
export function raceSuite(half: Half): void {
  engageSuite(
    {
      engageAddress: async (engage) => {
        const address = () => engage.sandbox.baseUrl
        gatedEngage = await startGatedEngage(gates, address)
        return gatedEngage.url
      },
      beforeBoot: () => {
        // The job runs when an action runs it, and at no other time.
        process.env.MEDUSA_WORKER_MODE = "server"
      },
    },
    (shop) => {
      const stage: Stage = { shop, gates, names: promotionNames() }

      beforeAll(() => gateLocks(gates, shop.container))

      beforeEach(async () => {
        await stockUp(shop.ledger.sql)
        shop.engage.sandbox.configure({ requestsPerSecond: 100_000 })
        await seedRacePromotions(shop.container)
        gatePayments(gates)
        book.clear()
      })

      afterAll(() => {
        providerGate.set(null)
        gatedEngage.closeAllConnections()
        gatedEngage.close()
      })

      it(
        "leaves a cart as some order of the same actions does",
        async () => {
          const found = await playAll(stage, plan(half))
          expect(found.map(describeFound)).toEqual([])
        },
        12 * HOUR
      )

      // What Medusa gets right one day must not be excused any more. A run of one
      // pair by name is about that pair only.
      const proofs = half === 0 && !wish.only ? KNOWN_LIMITS : []
      proofs.forEach(({ name, proof, explains }) => {
        it(`shows in plain Medusa too: ${name}`, async () => {
          const races = new Races(stage, tell, true)
          await races.run(await openLane(stage, 0), proof)
          expect(races.found.filter(explains)).not.toEqual([])
        })
      })
    }
  )
}

const tell = (found: Found) => say(describeFound(found))

/**
 * Plays cases until there are no more, or until time is up, and tells of it.
 * @returns what was found, but what is known of Medusa.
 */
async function playAll(stage: Stage, cases: Case[]): Promise<Found[]> {
  const races = new Races(stage, tell)
  const end = wish.minutes ? Date.now() + wish.minutes * 60_000 : Infinity
  const broken: string[] = []
  let next = 0
  say(`races: seed ${wish.seed}, ${cases.length} cases`)
  const playLane = async (number: number) => {
    const lane = await openLane(stage, number)
    while (next < cases.length && Date.now() < end) {
      const met = cases[next++] as Case
      await races.run(lane, met).catch((error: unknown) => {
        broken.push(`${nameOf(met)}: ${String(error)}`)
      })
      if (next % WORD_EVERY === 0) {
        say(`${next} of ${cases.length} cases`)
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, lane) => playLane(lane)))
  const found = races.found.filter((one) => !limitOf(one))
  const known = races.found.length - found.length
  say(`races: ${next} cases, ${found.length} found, ${known} known of Medusa`)
  if (broken.length) {
    throw new Error(`Not played: ${broken.join("; ")}`)
  }
  return found
}
