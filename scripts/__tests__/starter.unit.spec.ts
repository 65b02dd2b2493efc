import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { build, type Plugin } from "esbuild"
import { Suspense, type ReactElement } from "react"

import { readPage, sampleNamed } from "../../integration-tests/docs/samples"
import { PATCH } from "../check-starter/bring-in"
import { editByHand, PAGE, starterSamples } from "../check-starter/edits"
import { ROOT } from "../packages"

const FOLDER = "packages/storefront/starter/src"

const { edits, commands } = starterSamples()

/** The lines of a patch by the file that they are in. */
const patched = new Map(
  readFileSync(PATCH, "utf8")
    .split(/^--- a\//m)
    .slice(1)
    .map((part) => {
      const [file = "", , ...lines] = part.split("\n")
      return [file, lines] as const
    })
)

const starting = (sign: string, lines: string[]) =>
  lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1))

describe("what the package has for Medusa's starter", () => {
  it("is copied and applied by the commands of the page", () => {
    expect(commands.map(({ code }) => code.split(" ")[0])).toEqual([
      "cp",
      "git",
    ])
  })

  it("changes the files that the page names, and no other", () => {
    expect(edits.length).toBeGreaterThan(0)
    expect([...patched.keys()]).toEqual(edits.map(({ file }) => file))
  })

  it.each(edits.map((edit) => [edit.file, edit] as const))(
    "changes, as the page shows it: %s",
    (file, { hunks }) => {
      const lines = patched.get(file) ?? []
      const added = hunks.flatMap((hunk) =>
        hunk.new.filter((line) => !hunk.old.includes(line))
      )
      const gone = hunks.flatMap((hunk) =>
        hunk.old.filter((line) => !hunk.new.includes(line))
      )
      expect(starting("+", lines)).toEqual(added)
      // Of a function that goes, the page shows the first lines and the last.
      expect(starting("-", lines)).toEqual(
        expect.arrayContaining(gone.filter((line) => !line.includes("…")))
      )
    }
  )

  it("is explained file by file", () => {
    const files = readdirSync(join(ROOT, FOLDER), {
      recursive: true,
      encoding: "utf8",
    })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => file.replaceAll("\\", "/"))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      expect(readPage(PAGE)).toContain(`(../${FOLDER}/${file})`)
    }
  })
})

describe("the plugin's patch for the starter's backend", () => {
  const [, config = "", subscriber = ""] = readFileSync(
    join(ROOT, "examples/starter/edits.patch"),
    "utf8"
  )
    .split(/^\+\+\+ .*$/m)
    .map((part) => part.replaceAll(/^[ +]/gm, "").replaceAll(/\s+/g, " "))
  const inOneLine = (text: string) => text.replaceAll(/\s+/g, " ").trim()

  it.each([
    [/import type .*/],
    [/authVerificationsPerActor: \{[^]*?\n {6}\},/],
    [/plugins: \[[^]*/],
  ])("configures what docs/install.md shows: %s", (part) => {
    const { code } = sampleNamed("docs/install.md", "what else stands here")
    expect(part.exec(code)).not.toBeNull()
    expect(config).toContain(inOneLine(part.exec(code)![0]))
  })

  it("mails the link as the page says it for the starter", () => {
    const { code } = sampleNamed("docs/install.md", "mailVerificationCode")
    const [own, starters] = ["/verify?code=", "/verify-account?token="]
    expect(readPage("docs/install.md")).toContain(
      `write \`${starters}\` in the place of \`${own}\``
    )
    const [, ...lines] = code.replace(own, starters).split("\n")
    expect(subscriber).toContain(inOneLine(lines.join("\n")))
  })
})

describe("a change by hand", () => {
  const edit = {
    file: "a.ts",
    hunks: [
      { old: ["import a"], new: ["import a", "import b"] },
      { old: ["function f(x) {", "  …", "}"], new: [] },
    ],
  }

  it("puts lines in, and takes a function out", () => {
    const file = "import a\n\nfunction f(x) {\n  if (x) {\n  }\n}\n\nlast\n"
    expect(editByHand(file, edit)).toBe("import a\nimport b\n\nlast\n")
  })

  it.each([
    ["is not there", "import c\nfunction f(x) {\n}\n"],
    ["is there twice", "import a\nimport a\nfunction f(x) {\n}\n"],
    ["is a part of a line", "import a from b\nfunction f(x) {\n}\n"],
  ])("fails when its place %s", (_, file) => {
    expect(() => editByHand(file, edit)).toThrow("a.ts has")
  })
})

describe("'Your offers' in the starter", () => {
  it("shows offers when orders are placed by the new file", async () => {
    const { type } = await yourOffers("export const retrieveCart = 1")
    expect(type).toBe(Suspense)
  })

  it("shows none, and why, while the starter's own placeOrder is there", async () => {
    const { type, props } = await yourOffers("export const placeOrder = 1")
    expect(type).toBe("p")
    expect(JSON.stringify(props)).toContain("delete placeOrder")
  })
})

/** What the component renders, beside this `@lib/data/cart`. */
async function yourOffers(cart: string): Promise<ReactElement> {
  const starter: Plugin = {
    name: "the starter",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^@/ }, ({ path }) => ({ path, namespace: "its" }))
      onLoad({ filter: /./, namespace: "its" }, ({ path }) => ({
        contents:
          path === "@lib/data/cart"
            ? cart
            : "export default 1; export const listOffers = 1, Heading = 1",
      }))
    },
  }
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}/modules/offers/your-offers.tsx`],
    absWorkingDir: ROOT,
    bundle: true,
    external: ["react"],
    format: "cjs",
    jsx: "automatic",
    write: false,
    plugins: [starter],
  })
  const module = { exports: {} as { default: (props: object) => ReactElement } }
  new Function("module", "require", outputFiles[0]!.text)(module, require)
  return module.exports.default({ cartId: "cart_1" })
}
