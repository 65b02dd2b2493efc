import type { Sample } from "./samples"

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
