import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { engageSuite } from "../setup/suite"
import { CASES } from "./cases"
import { startDecoy, type Decoy } from "./decoy"
import { documentWith } from "./document"
import { CHOICES, type Place } from "./observation"
import { expected } from "./oracle"
import { runColumn } from "./run-column"
import { tableOf, type Column } from "./table"
import { TIMING } from "./timing"

/** For one column: some seventy orders, and the longest waits. */
const COLUMN_TIMEOUT_MS = 1_200_000

const DOCUMENT = join(__dirname, "../../docs/faults.md")

// A shop with a busy neighbour may take long to boot.
jest.setTimeout(180_000)

/** Runs every fault at one place, with every choice of a shop. */
export function faultsAt(place: Place): void {
  describe(place, () =>
    engageSuite(
      {
        engage: {
          timeoutMs: TIMING.longestCall,
          checkoutWaitMs: TIMING.customersWait,
        },
      },
      (shop) => {
        const columns: Column[] = []
        let decoy: Decoy

        beforeAll(async () => {
          decoy = await startDecoy()
        })

        afterAll(() => decoy.close())

        it.each(CHOICES)(
          "ends every fault as promised, with $onRejected and $onUnavailable",
          async (choice) => {
            const stage = { shop, elsewhere: decoy.address }
            const observed = await runColumn(stage, place, choice)
            columns.push({ place, choice, observed })

            expect(observed).toEqual(
              Object.fromEntries(
                CASES.map((fault) => [
                  fault.name,
                  expected(fault, place, choice),
                ])
              )
            )
            expect(decoy.requests()).toBe(0)
          },
          COLUMN_TIMEOUT_MS
        )

        it("ends as docs/faults.md says", () => {
          const table = tableOf(place, columns)
          process.stdout.write(`\n${place}\n${table}\n`)
          const before = readFileSync(DOCUMENT, "utf8")
          const document = documentWith(before, place, table)
          if (process.env.FAULTS_WRITE) {
            writeFileSync(DOCUMENT, document)
          }

          expect(readFileSync(DOCUMENT, "utf8")).toBe(document)
        })

        it("has a name of its own for every case", () => {
          const names = CASES.map(({ name }) => name)
          expect(names).toEqual([...new Set(names)])
        })
      }
    )
  )
}
