import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { defaultUserAgent, packageVersion } from "../package-version"

describe("packageVersion", () => {
  const root = mkdtempSync(join(tmpdir(), "package-version-"))
  const built = join(root, ".medusa/server/src/modules/m/options")

  beforeAll(() => {
    mkdirSync(built, { recursive: true })
    writeFileSync(
      join(root, "package.json"),
      '{"name":"medusa-plugin-voyado-engage","version":"9.8.7"}'
    )
  })

  afterAll(() => rmSync(root, { recursive: true }))

  it("is that of package.json, from the sources", () => {
    expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/)
    expect(defaultUserAgent()).toBe(
      `medusa-plugin-voyado-engage/${packageVersion()}`
    )
  })

  it("is the same from the built files, past other package.json files", () => {
    writeFileSync(join(root, ".medusa/server/package.json"), '{"name":"x"}')
    writeFileSync(join(built, "package.json"), "no JSON")

    expect(packageVersion(built)).toBe("9.8.7")
  })

  it("is 0.0 where there is no package.json of ours", () => {
    expect(packageVersion(tmpdir())).toBe("0.0")
  })
})
