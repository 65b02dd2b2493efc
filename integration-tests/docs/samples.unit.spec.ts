import { existsSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

import { manifestOf, PACKAGE_KEYS, readManifest } from "../../scripts/packages"
import { createOpenApiDocument } from "../../scripts/openapi/document"
import { parseCliArguments } from "../../packages/engage-sandbox/src/cli-arguments"
import {
  requireComponent,
  requireDocumented,
} from "../../testkit/jest/documented"
import {
  commandsOf,
  type Command,
  pages,
  placeOf,
  PLAYED_PAGE,
  readPage,
  ROOT,
  samples,
  samplesOf,
} from "./samples"
import { typeErrors } from "./type-check"

/** Samples that nothing here checks: page, beginning, and why. */
const UNCHECKED: [file: string, begins: string, why: string][] = [
  [
    "README.md",
    "2  Engage refuses",
    "part of what `npm run demo` prints, which fails when it sees anything else",
  ],
  [
    "docs/architecture.md",
    "stateDiagram-v2\n  [*] --> linked",
    "drawn from the machine, and compared with it by generated.unit.spec.ts",
  ],
  [
    "docs/install.md",
    "ENGAGE_BASE_URL=https",
    "a shop's own .env; the configuration beside it names the same variables",
  ],
  [
    "docs/testing.md",
    "UPDATE promotion_redemption SET",
    "run by docs-samples.spec.ts, which lets a day pass with it",
  ],
]

const PUBLISHED = PACKAGE_KEYS.map((key) => manifestOf(key).name)

const IMPORT =
  'import { listEngagePromotions } from "medusa-plugin-voyado-engage-storefront"'

const all = samples()
const code = all.filter(({ language }) => /^tsx?$/.test(language))
/** Parts of a file of an example, which the example's own build compiles. */
const parts = code.filter(({ of }) => of.startsWith("examples/"))
const typed = code.filter((sample) => !parts.includes(sample))
/** Of the starter's files: scripts/__tests__/starter.unit.spec.ts. */
const edits = all.filter(({ language }) => language === "diff")
const json = all.filter(({ language }) => language === "json")
const commands = all
  .filter(({ language }) => language === "bash")
  .flatMap(commandsOf)

describe("a sample in the docs", () => {
  it("is of a kind that is checked here, or is named with a reason", () => {
    const ofShell = commands.map(({ sample }) => sample)
    const known = [...code, ...json, ...edits, ...ofShell]
    const unchecked = all.filter((sample) => !known.includes(sample))

    expect(unchecked.map(({ file }) => file)).toEqual(
      UNCHECKED.map(([file]) => file)
    )
    unchecked.forEach(({ code }, nth) => {
      expect(code.startsWith(UNCHECKED[nth]![1])).toBe(true)
    })
  })

  it.each(pages())("is found, whatever fences it: %s", (file) => {
    const fences = readPage(file).match(/^[ >]*(```|~~~)/gm) ?? []

    expect(fences).toHaveLength(2 * samplesOf(file, readPage(file)).length)
  })

  describe("of TypeScript", () => {
    const broken = {
      "imports what the package has not": IMPORT.replace("list", "find"),
      "comes in by a door that is none": IMPORT.replace(
        "engage-storefront",
        "engage-storeback"
      ),
      "gives a call what it does not take": `${IMPORT}\nvoid listEngagePromotions(1, 2)`,
      "sets an option that there is not":
        'plugins: [{ resolve: "medusa-plugin-voyado-engage", options: { key: "" } }],',
    }
    const brokenSamples = Object.values(broken).map((code, index) => ({
      file: "broken.md",
      line: index,
      language: "ts",
      of: "",
      code,
    }))
    let errors: ReturnType<typeof typeErrors>

    beforeAll(() => {
      errors = typeErrors([...typed, ...brokenSamples])
    }, 120_000)

    it("compiles against what the package exports", () => {
      expect(typed.flatMap((sample) => errors.get(sample))).toEqual([])
      expect(typed.length).toBeGreaterThan(10)
    })

    it.each(Object.keys(broken).map((what, index) => [what, index] as const))(
      "does not when it %s",
      (_, index) => {
        expect(errors.get(brokenSamples[index]!)).toHaveLength(1)
      }
    )
  })

  it.each(parts.map((sample) => [placeOf(sample), sample] as const))(
    "of an example is a part of it, word for word: %s",
    (_, { of, code }) => {
      expect(unwrapped(readPage(of))).toContain(unwrapped(code))
    }
  )

  it.each(json.map((sample) => [placeOf(sample), sample] as const))(
    "of JSON is as the shop answers: %s",
    (_, { of, code }) => {
      const data: unknown = JSON.parse(code)
      const [method, path, status] = of.split(" ")
      if (!method) {
        return
      }
      if (!path) {
        requireComponent(method, data)
        return
      }
      const operations = createOpenApiDocument().paths[path]
      expect(operations).toHaveProperty(method.toLowerCase())
      requireDocumented({
        method,
        url: path.replaceAll(/\{\w+\}/g, "1"),
        status: Number(status),
        data,
      })
    }
  )

  it.each(commands.map((command) => [labelOf(command), command] as const))(
    "of shell can be run: %s",
    (_, command) => expect(whyNot(command)).toBeNull()
  )
})

describe("a page", () => {
  it.each(pages())("names only scripts that there are: %s", (file) => {
    for (const [, name] of readPage(file).matchAll(/`npm run ([\w:-]+)/g)) {
      expect(Object.keys(scriptsOf(file))).toContain(name)
    }
  })

  it.each(pages())("links to what is there: %s", (file) => {
    expect(brokenLinks(file)).toEqual([])
  })

  it.each(pages().filter((file) => /^docs\/(?!README)/.test(file)))(
    "is reached from the README and from the docs' own: %s",
    (file) => {
      expect(readPage("README.md")).toContain(`(${file})`)
      expect(readPage("docs/README.md")).toContain(`(${file.slice(5)})`)
    }
  )
})

/** Code as it is when nothing is wrapped: a page is not as wide as a file. */
function unwrapped(code: string): string {
  return code
    .replace(/\s+/g, " ")
    .replace(/,? ([)\]}])/g, "$1")
    .replace(/([([{]) /g, "$1")
    .trim()
}

function labelOf({ sample, text }: Command): string {
  return `${placeOf(sample)}: ${text.slice(0, 60)}`
}

/** Why a command cannot be what a reader should type; null if it can. */
function whyNot({ sample, words }: Command): string | null {
  const [program, verb, ...rest] = words
  const { file } = sample
  switch (program) {
    case "npm":
      return whyNotNpm(file, verb, rest)
    case "pnpm":
    case "yarn":
      return verb === "add"
        ? whyNotInstalled(rest)
        : `nobody checks what ${program} ${verb} does`
    case "npx":
      if (verb === "medusa") {
        return rest.join() === "db:migrate" ? null : "not a command we know of"
      }
      if (verb !== "engage-sandbox") {
        return `${verb} is no command of this package`
      }
      return parseCliArguments(rest).kind === "start" ? null : "wrong arguments"
    case "curl":
      return file === PLAYED_PAGE ? null : `not played: not in ${PLAYED_PAGE}`
    case "cp":
    case "git": {
      // A reader has in node_modules what is ours here.
      const own = `node_modules/${manifestOf("plugin").name}/`
      const from = words.at(program === "cp" ? -2 : -1)!.replace(own, "")
      return [dirname(file), "."].some((at) => existsSync(join(ROOT, at, from)))
        ? null
        : "no such file"
    }
    default:
      return `nobody checks what ${program} does`
  }
}

function whyNotNpm(file: string, verb: string | undefined, rest: string[]) {
  switch (verb) {
    case "ci":
      return existsSync(join(ROOT, "package-lock.json")) ? null : "no lockfile"
    case "test":
      return scriptsOf(file)[verb] ? null : "no such script"
    case "run":
      return scriptsOf(file)[rest[0]!] ? null : "no such script"
    case "install":
      return whyNotInstalled(rest)
    default:
      return `nobody checks what npm ${verb} does`
  }
}

/** Why packages cannot be installed; null if there are such packages. */
function whyNotInstalled(names: string[]): string | null {
  const missing = names.filter(
    (wanted) =>
      wanted !== "--save-dev" &&
      !PUBLISHED.includes(wanted) &&
      !existsSync(join(ROOT, "node_modules", wanted, "package.json"))
  )
  return missing.length ? `not a package we know of: ${missing}` : null
}

/** What can be run on a page: an example's README speaks of its own scripts too. */
function scriptsOf(file: string): Record<string, string> {
  const folder = join(ROOT, dirname(file))
  const own = existsSync(join(folder, "package.json"))
  return {
    ...manifestOf("plugin").scripts,
    ...(own && readManifest(folder).scripts),
  }
}

/** What of a page's links within the repository leads nowhere. */
function brokenLinks(file: string): string[] {
  const prose = readPage(file).replaceAll(/^ *```[^]*?^ *```$/gm, "")
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^\w+:/.test(target))
    .filter((target) => !leadsSomewhere(file, target))
}

function leadsSomewhere(file: string, target: string): boolean {
  const [path = "", anchor] = target.split("#")
  const goal = path ? resolve(ROOT, dirname(file), path) : join(ROOT, file)
  if (!existsSync(goal)) {
    return false
  }
  return (
    anchor === undefined ||
    anchorsOf(readPage(relative(ROOT, goal))).includes(anchor)
  )
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-")
  )
}
