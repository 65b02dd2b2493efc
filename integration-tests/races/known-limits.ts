import { actionNamed } from "./actions"
import type { Case } from "./plan"
import type { Found } from "./run"

/**
 * Something that Medusa gets wrong by itself, with public codes and no offer
 * anywhere.
 */
export type KnownLimit = {
  name: string
  why: string
  /** Whether this is what a meeting of offers was found to get wrong. */
  explains: (found: Found) => boolean
  /** Shows it in plain Medusa, or the limit is none any more and goes. */
  proof: Case
}

/** A meeting for a proof. */
function meeting(
  names: string[],
  way: Case["way"],
  captures = false
): KnownLimit["proof"] {
  return {
    actions: names.map(actionNamed),
    way,
    captures,
    apart_ms: 0,
    buys: false,
  }
}

/** Every limit of Medusa's that the suite knows. */
export const KNOWN_LIMITS: KnownLimit[] = []

/** The limit that explains a find, if one does. */
export function limitOf(found: Found): KnownLimit | undefined {
  return KNOWN_LIMITS.find(({ explains }) => explains(found))
}

export { meeting }
