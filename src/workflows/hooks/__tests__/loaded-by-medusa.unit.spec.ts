import { readdirSync, readFileSync } from "node:fs"
import { basename, join, resolve } from "node:path"

const WORKFLOWS = resolve(__dirname, "../..")

const sources = readdirSync(WORKFLOWS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("__tests__"))
  .map((file) => join(WORKFLOWS, file))

describe("a workflow's file that waits for the start", () => {
  it("has a name that every Medusa loads, which index is not", () => {
    const waiting = sources
      .filter((file) => /^onStart\(/m.test(readFileSync(file, "utf8")))
      .map((file) => basename(file))

    expect(waiting).toEqual(["register-hooks.ts"])
  })
})
