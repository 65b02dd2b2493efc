import { readdirSync } from "node:fs"
import { join } from "node:path"

import { parse } from "yaml"

import { scripts } from "../../package.json"
import { readPage, ROOT } from "./samples"

const FOLDER = ".github/workflows"

const files = [
  ...readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`),
  ".ci/run",
]

describe("what runs when a change is sent", () => {
  it.each(files.map((file) => [file, readPage(file)]))(
    "names only scripts that there are: %s",
    (_, text) => {
      const named = [...text!.matchAll(/npm run ([\w:-]+)/g)].map(
        ([, name]) => name!
      )

      expect(named.length).toBeGreaterThan(0)
      expect(named.filter((name) => !(name in scripts))).toEqual([])
    }
  )

  it.each([...files.slice(0, -1), ".github/dependabot.yml"])(
    "is written as YAML: %s",
    (file) => {
      expect(parse(readPage(file))).toMatchObject({})
    }
  )
})
