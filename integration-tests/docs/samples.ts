import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { ROOT } from "../../scripts/packages"

export { ROOT }

/** The page whose commands `sandbox.spec.ts` plays, in their order. */
export const PLAYED_PAGE = "docs/testing.md"

/** A fenced block of a page: what a reader copies. */
export type Sample = {
  /** The page, from the repository's root. */
  file: string
  /** Of its first line of code, from 1. */
  line: number
  /** What stands behind the fence: `ts`, `json`, … */
  language: string
  /**
   * What stands behind the language, which no reader sees: for an answer of the
   * shop, its route and status, or the name of its schema.
   */
  of: string
  code: string
}

/** The pages that people read, from the repository's root. */
export function pages(): string[] {
  const inFolder = (folder: string) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`)
  const ofExamples = readdirSync(join(ROOT, "examples"))
    .map((name) => `examples/${name}/README.md`)
    .filter((file) => existsSync(join(ROOT, file)))
  return [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CODE_OF_CONDUCT.md",
    ...inFolder("docs"),
    ...ofExamples,
    ...["packages/storefront", "packages/engage-sandbox"].map(
      (folder) => `${folder}/README.md`
    ),
  ]
}

export function readPage(file: string): string {
  return readFileSync(join(ROOT, file), "utf8")
}

export function samples(): Sample[] {
  return pages().flatMap((file) => samplesOf(file, readPage(file)))
}

const FENCE = /^( *)```(\w*) ?(.*)\n([^]*?)^\1```$/gm

/** The fenced blocks of one page; one in a list is indented with it. */
export function samplesOf(file: string, page: string): Sample[] {
  return [...page.matchAll(FENCE)].map((match) => {
    const [, indent = "", language = "", of = "", code = ""] = match
    return {
      file,
      line: page.slice(0, match.index).split("\n").length + 1,
      language,
      of,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }
  })
}

/**
 * The sample of a page that has this in it.
 * @throws Error unless there is exactly one.
 */
export function sampleNamed(file: string, part: string): Sample {
  const [sample, ...others] = samplesOf(file, readPage(file)).filter(
    ({ code }) => code.includes(part)
  )
  if (!sample || others.length) {
    throw new Error(`${file} has not just one sample with "${part}"`)
  }
  return sample
}

/** `docs/testing.md:12`, as an editor opens it. */
export function placeOf({ file, line }: Sample): string {
  return `${file}:${line}`
}

/** One command of a block of shell, as its words. */
export type Command = { sample: Sample; text: string; words: string[] }

/** The commands of a block, in their order, without comments. */
export function commandsOf(sample: Sample): Command[] {
  return sample.code
    .replaceAll(/\\\n\s*/g, "")
    .split(/\n|&&/)
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter(Boolean)
    .map((text) => ({ sample, text, words: wordsOf(text) }))
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? ""
  )
}
