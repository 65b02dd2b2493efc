import { readFileSync } from "node:fs"
import { join } from "node:path"

import { CASES } from "../faults/cases"
import { documentOf } from "../faults/document"

describe("docs/faults.md", () => {
  it("says what the runs of every fault have to end with", () => {
    const page = readFileSync(join(__dirname, "../../docs/faults.md"), "utf8")

    expect(page).toBe(documentOf())
  })

  it("has a name of its own for every case", () => {
    const names = CASES.map(({ name }) => name)

    expect(names).toEqual([...new Set(names)])
  })
})
