import {
  readPage,
  samplesOf,
  type Sample,
} from "../../integration-tests/docs/samples"

export const PAGE = "docs/nextjs.md"

/** What the page says to change by hand in one file of the starter. */
export type Edit = {
  /** The file, from the storefront's folder. */
  file: string
  hunks: Hunk[]
}

/** Lines of a file as they are and as they are to be. */
export type Hunk = { old: string[]; new: string[] }

/** What a reader does in the starter's storefront, as the page says it. */
export function starterSamples(): { commands: Sample[]; edits: Edit[] } {
  const [, part = ""] =
    /\n## In Medusa's starter\n([^]*?)\n## /.exec(readPage(PAGE)) ?? []
  const samples = samplesOf(PAGE, part)
  const edits = samples
    .filter(({ language }) => language === "diff")
    .map(({ of: file, code }) => {
      if (!part.includes(`\`${file}\``)) {
        throw new Error(`${PAGE} does not name ${file}, which it changes`)
      }
      return { file, hunks: code.trimEnd().split("\n\n").map(hunkOf) }
    })
  const commands = samples.filter(({ language }) => language === "bash")
  return { commands, edits }
}

function hunkOf(text: string): Hunk {
  const lines = text.split("\n")
  const without = (sign: string) =>
    lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1))
  return { old: without("+"), new: without("-") }
}

/** For what a page leaves out of the lines that go. */
const AND_SO_ON = "…"

/**
 * A file of the starter after the changes that the page shows.
 * @throws Error when the file has not a place for each of them, exactly once.
 */
export function editByHand(text: string, { file, hunks }: Edit): string {
  for (const { old, new: wanted } of hunks) {
    const pattern = old
      .map((line) => line.split(AND_SO_ON).map(quoted).join("[^]*?"))
      .join("\n")
    const place = new RegExp(`^${pattern}\n`, "gm")
    const found = text.match(place)?.length ?? 0
    if (found !== 1) {
      throw new Error(`${file} has ${found} times\n${old.join("\n")}`)
    }
    text = text.replace(place, () => wanted.map((line) => `${line}\n`).join(""))
  }
  // Where a function was, nobody leaves both of the empty lines around it.
  return text.replaceAll(/\n{3,}/g, "\n\n")
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
}
