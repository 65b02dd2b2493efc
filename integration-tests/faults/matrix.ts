import { engageSuite } from "../setup/suite"
import { CASES } from "./cases"
import { startDecoy, type Decoy } from "./decoy"
import { CHOICES, type Choice, type Place } from "./observation"
import { expected } from "./oracle"
import { runColumn } from "./run-column"
import { TIMING } from "./timing"

/** For one column: some seventy orders, and the longest waits. */
const COLUMN_TIMEOUT_MS = 1_200_000

// A shop with a busy neighbour may take long to boot.
jest.setTimeout(180_000)

/** Of the four combinations of options, a sample plays two: each option is in it. */
const SAMPLE: Choice[] = [
  { onRejected: "reverse", onUnavailable: "defer" },
  { onRejected: "keep", onUnavailable: "abort" },
]

const played = process.env.TEST_SHORT === "yes" ? SAMPLE : CHOICES

/** Runs every fault at one place, for shops with one choice of `onRejected`. */
export function faultsAt(place: Place, onRejected: Choice["onRejected"]): void {
  engageSuite(
    {
      engage: {
        timeoutMs: TIMING.longestCall,
        checkoutWaitMs: TIMING.customersWait,
      },
    },
    (shop) => {
      let decoy: Decoy

      beforeAll(async () => {
        decoy = await startDecoy()
      })

      afterAll(() => decoy.close())

      it.each(played.filter((choice) => choice.onRejected === onRejected))(
        `ends every fault as promised, ${place}, with $onRejected and $onUnavailable`,
        async (choice) => {
          const stage = { shop, elsewhere: decoy.address }
          const observed = await runColumn(stage, place, choice)

          expect(observed).toEqual(
            Object.fromEntries(
              CASES.map((fault) => [fault.name, expected(fault, place, choice)])
            )
          )
          expect(decoy.requests()).toBe(0)
        },
        COLUMN_TIMEOUT_MS
      )
    }
  )
}
