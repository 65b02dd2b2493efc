import { readFileSync } from "node:fs"
import { join } from "node:path"

import { withStates } from "../../scripts/states"

describe("docs/architecture.md", () => {
  const page = readFileSync(
    join(__dirname, "../../docs/architecture.md"),
    "utf8"
  )

  it("shows the states and events that the machine has", () => {
    expect(page).toBe(withStates(page))
  })

  it("is not written over where it has lost its marks", () => {
    expect(() => withStates("# Architecture")).toThrow("marks")
  })
})
