import { readFileSync } from "node:fs"
import { join } from "node:path"

import { readPage, ROOT } from "./samples"

const { version } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8")
) as { version: string }

const parts = readPage("CHANGELOG.md").split(/^## /m).slice(1)
const titles = parts.map((part) => part.split("\n")[0]!)
const released = titles.filter((title) => title !== "Unreleased")

/** Whether a version comes after another. */
function isAfter(one: string, other: string): boolean {
  return one.localeCompare(other, "en", { numeric: true }) > 0
}

describe("the changelog", () => {
  it("begins with what is unreleased, or with the package's version", () => {
    expect(released[0]).toBe(version)
    expect(titles.indexOf("Unreleased")).toBeLessThanOrEqual(0)
  })

  it("has the versions in their order, the newest first", () => {
    expect(released).toEqual(
      released.filter((title) => /^\d+\.\d+\.\d+$/.test(title))
    )
    released.slice(1).forEach((older, index) => {
      expect(isAfter(released[index]!, older)).toBe(true)
    })
  })

  it("says something of each", () => {
    for (const part of parts) {
      expect(part).toMatch(/^- \S/m)
    }
  })
})
