import { book } from "../setup/payment-provider/book"
import { providerGate } from "../setup/payment-provider/gate"
import { engageSuite } from "../setup/suite"
import { Gates, gatePayments, startGatedEngage } from "./gates"
import { PromotionNames, seedRacePromotions } from "./offers"
import { plan, wishFromEnv } from "./plan"
import { describeFound, describeTally, limitOf, say } from "./report"
import { emptyTally, Races } from "./run"
import { openLane, type Stage } from "./scene"

/** How many carts are raced on at a time, each with customers of its own. */
const LANES = Number(process.env.RACES_LANES ?? 4)

const HOUR = 3_600_000

const gates = new Gates()
let gatedEngage: Awaited<ReturnType<typeof startGatedEngage>>

engageSuite(
  {
    engageAddress: async (engage) => {
      gatedEngage = await startGatedEngage(gates, () => engage.sandbox.baseUrl)
      return gatedEngage.url
    },
    beforeBoot: () => {
      // The job runs when an action runs it, and at no other time.
      process.env.MEDUSA_WORKER_MODE = "server"
    },
  },
  (shop) => {
    const stage: Stage = { shop, gates, names: new PromotionNames() }

    beforeEach(async () => {
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
        const wish = wishFromEnv()
        const cases = plan(wish)
        const tally = emptyTally()
        const races = new Races(stage, tally)
        const end = Date.now() + (wish.minutes ?? 24 * 60) * 60_000
        say(`races: seed ${wish.seed}, ${cases.length} cases`)

        let next = 0
        let reported = 0
        const report = () => {
          for (const found of tally.found.slice(reported)) {
            say(describeFound(found, wish))
          }
          reported = tally.found.length
        }
        await Promise.all(
          Array.from({ length: LANES }, async (_, number) => {
            const lane = await openLane(stage, number)
            while (next < cases.length && Date.now() < end) {
              const met = cases[next++]!
              await races.run(lane, met)
              report()
              if (next % 25 === 0) {
                say(`${next}/${cases.length} ${describeTally(tally, wish)}`)
              }
            }
          })
        )
        say([...tally.refusals].map(([key, n]) => `  ${n} × ${key}`).join("\n"))
        say(describeTally(tally, wish))
        const unknown = tally.found.filter((found) => !limitOf(found))
        expect(unknown.map((found) => describeFound(found, wish))).toEqual([])
      },
      12 * HOUR
    )
  }
)
