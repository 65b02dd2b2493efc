import { withStates } from "../../scripts/states"
import { CASES } from "../faults/cases"
import { documentOf } from "../faults/document"
import { readPage } from "./samples"

describe("docs/faults.md", () => {
  it("says what the runs of every fault have to end with", () => {
    expect(readPage("docs/faults.md")).toBe(documentOf())
  })

  it("has a name of its own for every case", () => {
    const names = CASES.map(({ name }) => name)

    expect(names).toEqual([...new Set(names)])
  })
})

describe("docs/architecture.md", () => {
  const page = readPage("docs/architecture.md")

  it("shows the states and events that the machine has", () => {
    expect(page).toBe(withStates(page))
  })

  it("is not written over where it has lost its marks", () => {
    expect(() => withStates("# Architecture")).toThrow("marks")
  })
})
