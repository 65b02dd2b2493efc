import type { Case } from "./plan"
import type { Found } from "./run"

/**
 * Something that plain Medusa gets wrong by itself, with public codes and no
 * offer anywhere. `proof` is played without the plugin's routes and has to show
 * it, or the limit is not one any more and goes.
 */
export type KnownLimit = {
  name: string
  why: string
  explains: (met: Case, found: Found) => boolean
  proof: { actions: string[]; way: Case["way"]; captures: boolean }
}

/** Every limit of Medusa's that the suite knows. */
export const KNOWN_LIMITS: KnownLimit[] = []
