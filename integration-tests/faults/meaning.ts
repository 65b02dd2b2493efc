import type { ErrorCode } from "../../src/errors/catalogue"

/**
 * What comes back from a redeem call, in the classes that the shop acts on.
 *
 * - `redeemed`: Engage says yes.
 * - `refused`: Engage says no, with the code that the customer is answered.
 * - `misconfigured`: it was not Engage that answered, or it does not know us.
 * - `turned_away`: it was not carried out, surely.
 * - `failed`: a 5xx: not carried out, as far as one can tell.
 * - `unknown`: it may have been carried out.
 */
export type Meaning =
  | { is: "redeemed" }
  | { is: "refused"; code: ErrorCode }
  | { is: "misconfigured" }
  | { is: "turned_away" }
  | { is: "failed" }
  | { is: "unknown" }

export const REDEEMED: Meaning = { is: "redeemed" }
export const MISCONFIGURED: Meaning = { is: "misconfigured" }
export const TURNED_AWAY: Meaning = { is: "turned_away" }
export const FAILED: Meaning = { is: "failed" }
export const UNKNOWN: Meaning = { is: "unknown" }

export function refused(code: ErrorCode): Meaning {
  return { is: "refused", code }
}
