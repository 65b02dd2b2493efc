import {
  startEngageSandbox,
  type EngageSandbox,
} from "../../packages/engage-sandbox/src"
import { engageSuite } from "../../testkit/jest/suite"
import { CASES } from "./cases"
import type { FaultCase } from "./fault-case"
import { CHOICES, PLACES, type Choice, type Place } from "./observation"
import { expected } from "./oracle"
import { runColumn } from "./run-column"
import { TIMING } from "./timing"

/** For one column: some seventy orders, and the longest waits. */
const COLUMN_TIMEOUT_MS = 1_200_000

// A shop with a busy neighbour may take long to boot.
jest.setTimeout(180_000)

const short = process.env.TEST_SHORT === "yes"

/** With `--short`, the first and the last combination, in which each option is ... */
const played = CHOICES.filter((_, index) => !short || index % 3 === 0)

/** ... and each fault at both places, with one of the two. */
function faultsOf(place: Place, { onRejected }: Choice): FaultCase[] {
  const odd = (place === "checkout") === (onRejected === "reverse")
  return CASES.filter((_, index) => !short || (index % 2 === 1) === odd)
}

/** Runs every fault at both places, for shops with one choice of `onRejected`. */
export function faultsWith(onRejected: Choice["onRejected"]): void {
  engageSuite(
    {
      engage: {
        timeoutMs: TIMING.longestCall,
        checkoutWaitMs: TIMING.customersWait,
        // Carts are prepared while others are in trouble: Engage's faults are meant
        // for the call that redeems.
        listWaitMs: TIMING.longestCall,
      },
    },
    (shop) => {
      /** Where a redirect of Engage's leads: nobody may call there. */
      let elsewhere: EngageSandbox

      beforeAll(async () => {
        elsewhere = await startEngageSandbox()
      })

      afterAll(() => elsewhere.close())

      const columns = played
        .filter((choice) => choice.onRejected === onRejected)
        .flatMap((choice) => PLACES.map((place) => ({ place, ...choice })))

      it.each(columns)(
        "ends every fault as promised, $place, with $onRejected and $onUnavailable",
        async ({ place, ...choice }) => {
          const stage = { shop, elsewhere: `${elsewhere.baseUrl}/elsewhere` }
          const faults = faultsOf(place, choice)
          const observed = await runColumn(stage, place, choice, faults)

          const asPromised = faults.map((fault) => [
            fault.name,
            expected(fault, place, choice),
          ])
          expect(observed).toEqual(Object.fromEntries(asPromised))
          expect(elsewhere.calls()).toEqual([])
        },
        COLUMN_TIMEOUT_MS
      )
    }
  )
}
