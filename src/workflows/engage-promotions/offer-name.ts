import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"

const MOST_CHARACTERS = 200

/**
 * What people call an offer: Engage's name of its promotion, or its heading, on one
 * line and of 200 characters at most. Null when Engage gave neither.
 */
export function offerName({
  name,
  heading,
}: Pick<EngagePromotion, "name" | "heading">): string | null {
  return oneLine(name) ?? oneLine(heading)
}

/** Engage's texts come from outside: Postgres takes no NUL, a list no line break. */
function oneLine(text: string | null): string | null {
  const line = text?.replace(/[\s\p{Cc}]+/gu, " ").trim()
  return line ? [...line].slice(0, MOST_CHARACTERS).join("").trimEnd() : null
}
