import { book } from "../../testkit/payment/provider/book"
import { providerGate } from "../../testkit/payment/provider/gate"
import { stockUp } from "../../testkit/shop/stock-up"
import { engageSuite } from "../../testkit/jest/suite"
import { gateLocks, Gates, gatePayments, startGatedEngage } from "./gates"
import { KNOWN_LIMITS } from "./known-limits"
import { PromotionNames, seedRacePromotions } from "./offers"
import { plan, wishFromEnv, type Half } from "./plan"
import { playAll } from "./play-all"
import { describeFound, say } from "./report"
import { emptyTally, Races } from "./run"
import { openLane, type Stage } from "./scene"

const HOUR = 3_600_000

const wish = wishFromEnv()

/** A run of one pair by name is about that pair only. */
const limits = wish.only ? [] : KNOWN_LIMITS

const gates = new Gates()
let gatedEngage: Awaited<ReturnType<typeof startGatedEngage>>

/** Plays one half of a run's cases in a shop of its own. */
export function raceSuite(half: Half): void {
  engageSuite(
    {
      engageAddress: async (engage) => {
        gatedEngage = await startGatedEngage(
          gates,
          () => engage.sandbox.baseUrl
        )
        return gatedEngage.url
      },
      beforeBoot: () => {
        // The job runs when an action runs it, and at no other time.
        process.env.MEDUSA_WORKER_MODE = "server"
      },
    },
    (shop) => {
      const stage: Stage = { shop, gates, names: new PromotionNames() }

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
          const found = await playAll(stage, wish, plan(wish, half))
          expect(found.map((one) => describeFound(one, wish))).toEqual([])
        },
        12 * HOUR
      )

      // What Medusa gets right one day must not be excused any more.
      const proofs = half === 0 ? limits : []
      proofs.forEach(({ name, proof, explains }) => {
        it(`shows in plain Medusa too: ${name}`, async () => {
          const tally = emptyTally()
          const lane = await openLane(stage, 0)
          await new Races(stage, tally, true).run(lane, proof)
          tally.found.forEach((found) => say(describeFound(found, wish)))
          expect(tally.found.filter(explains)).not.toEqual([])
        })
      })
    }
  )
}
