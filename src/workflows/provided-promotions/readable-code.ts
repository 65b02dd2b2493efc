import { randomBytes } from "node:crypto"

const LONGEST_NAME = 40

/** Latin letters that Unicode does not take apart into a base and an accent. */
const LETTERS: Record<string, string> = {
  Æ: "AE",
  Œ: "OE",
  Ø: "O",
  Đ: "D",
  Ð: "D",
  Ħ: "H",
  Ł: "L",
  Þ: "TH",
  ẞ: "SS",
}

/**
 * A code for a promotion that the plugin makes: `FIVE-EURO-OFF-9F3A61…`. The name
 * tells people what it gives; the 96 random bits behind it are what keeps others
 * from guessing it. A name without a Latin letter or a digit gives `ENGAGE-…`.
 */
export function readableCode(name: string | null): string {
  return `${slugOf(name ?? "") || "ENGAGE"}-${randomBytes(12).toString("hex").toUpperCase()}`
}

/** Words of A to Z and 0 to 9 with hyphens between; whole words, if they fit. */
function slugOf(name: string): string {
  const words = name
    .toUpperCase()
    .replace(/[ÆŒØĐÐĦŁÞẞ]/g, (letter) => LETTERS[letter] as string)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
  let slug = ""
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > LONGEST_NAME) {
      return slug || word.slice(0, LONGEST_NAME)
    }
    slug = longer
  }
  return slug
}
