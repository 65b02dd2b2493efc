import { manifestOf, PACKAGE_KEYS } from "../../scripts/packages"
import { readPage } from "./samples"

const versions = PACKAGE_KEYS.map((key) => manifestOf(key).version)

const parts = readPage("CHANGELOG.md").split(/^## /m).slice(1)
const titles = parts.map((part) => part.split("\n")[0]!)
const released = titles.filter((title) => title !== "Unreleased")

function isAfter(one: string, other: string): boolean {
  return one.localeCompare(other, "en", { numeric: true }) > 0
}

describe("the changelog", () => {
  it("begins with what is unreleased, or with the version of the packages", () => {
    expect(versions).toEqual(versions.map(() => released[0]))
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
