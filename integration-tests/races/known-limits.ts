import { isDeepStrictEqual } from "node:util"

import { actionNamed } from "./actions"
import type { Outcome } from "./outcome"
import type { Case } from "./plan"
import type { Found } from "./run"

/**
 * Something that Medusa gets wrong by itself, with public codes and no offer
 * anywhere.
 */
export type KnownLimit = {
  name: string
  /** Whether this is what a meeting was found to get wrong. */
  explains: (found: Found) => boolean
  /** Shows it in plain Medusa, or the limit is none any more and goes. */
  proof: Case
}

/** Every limit of Medusa's that the suite knows. */
export const KNOWN_LIMITS: KnownLimit[] = [
  {
    name: "a payment is started anew when the cart is, or becomes, an order",
    // Starting a payment deletes the session before it, also the one that the
    // order has just been paid with: Medusa holds no lock and does not look
    // whether the cart has become an order. Which comes first decides, so that
    // a meeting may also end better than one after another.
    explains: (found) =>
      has(found, "start the payment") &&
      (has(found, "complete") || has(found, "complete by webhook")) &&
      found.played.outcome.order === "placed" &&
      found.played.faults.every(({ what }) =>
        /^the order costs \S+ and the provider has 0$/.test(what)
      ) &&
      (!found.unexplained || differsOnlyIn(found, "paid")),
    proof: gated("complete", "start the payment"),
  },
  {
    name: "a payment is started while the cart's total changes",
    // Starting a payment holds no lock and reads the amount first: its session
    // comes to the cart after the change has deleted the sessions before it.
    // With the plugin no order is paid with it: the shopper pays anew.
    explains: (found) =>
      has(found, "start the payment") &&
      found.played.outcome.order === "none" &&
      found.played.faults.length === 0 &&
      differsOnlyIn(found, "payment"),
    proof: gated("start the payment", "add a code"),
  },
  {
    name: "an order is cancelled while its payment is authorised",
    // Medusa makes the order before the payment, so that it can be cancelled
    // before there is anything to give back; the authorisation that follows
    // stays until the provider lets it expire, or staff cancel it.
    explains: (found) =>
      has(found, "cancel the order") &&
      found.played.outcome.order === "canceled" &&
      found.played.faults.every(({ what }) =>
        /^the order costs 0 and /.test(what)
      ),
    proof: gated("complete", "cancel the order"),
  },
]

/** The limit that explains a find, if one does. */
export function limitOf(found: Found): KnownLimit | undefined {
  return KNOWN_LIMITS.find(({ explains }) => explains(found))
}

/** A meeting in which the second action comes into the first. */
function gated(...names: [string, string]): Case {
  const actions = names.map(actionNamed)
  return { actions, way: "gated", captures: false, apart_ms: 0, buys: false }
}

function has({ met }: Found, name: string): boolean {
  return met.actions.some((action) => action.name === name)
}

function differsOnlyIn({ unexplained, played }: Found, key: keyof Outcome) {
  return (unexplained ?? []).some((sequence) =>
    isDeepStrictEqual(
      { ...sequence.outcome, [key]: null },
      { ...played.outcome, [key]: null }
    )
  )
}
