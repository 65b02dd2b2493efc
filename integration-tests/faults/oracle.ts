import type { FaultCase } from "./fault-case"
import type {
  Choice,
  LedgerState,
  Observation,
  Place,
  State,
} from "./observation"

/**
 * What a run has to end with. Written from what the shop is promised, not from
 * how the plugin is built: what an answer means, at checkout and later; what the
 * options choose; and that one assignment is redeemed for one order at most.
 */
export function expected(fault: FaultCase, place: Place, choice: Choice) {
  return place === "checkout" ? atCheckout(fault, choice) : inBackground(fault)
}

/** Delays before the second and the third call, in seconds. */
const FIRST_RETRY_S = 10
const SECOND_RETRY_S = 30

function atCheckout(fault: FaultCase, choice: Choice): Observation {
  const { means, late } = fault
  const calls = [post(fault.late ? null : fault.http)]
  const redeemed_by = redeemedAtOnce(fault)

  if (means === "redeemed" && !late) {
    const state = ordered("redeemed", { calls, redeemed_by })
    return settled("order", state)
  }
  if (typeof means === "object" && !late) {
    return choice.onRejected === "keep"
      ? settled(
          "order",
          ordered("attention", { reason: means.refused, calls, redeemed_by })
        )
      : settled(
          `400 ${means.refused}`,
          undone("rejected", "cart at the full price", {
            reason: means.refused,
            calls,
            redeemed_by,
          })
        )
  }
  const at_once = { reason: reasonOf(fault), calls, redeemed_by }
  if (choice.onUnavailable === "defer") {
    return {
      answer: "order",
      at_once: ordered("pending", at_once),
      next_try_s: late ? null : Math.max(FIRST_RETRY_S, fault.retryAfterS ?? 0),
      end: afterwards(fault, []),
      again: null,
    }
  }
  const end = afterAbort(fault)
  return {
    answer: "500 engage_unavailable",
    at_once: mayHaveArrived(fault)
      ? undone("pending", "cart with the discount", at_once)
      : undone("linked", "cart with the discount", { calls, redeemed_by }),
    next_try_s:
      mayHaveArrived(fault) && !late
        ? Math.max(FIRST_RETRY_S, fault.retryAfterS ?? 0)
        : null,
    end,
    again: afterPayingAgain(fault, end, choice),
  }
}

/** The order was placed while nothing listened: one call, surely not arrived. */
function inBackground(fault: FaultCase): Observation {
  const earlier = [post(null)]
  const calls = [...earlier, post(fault.http)]
  const { means } = fault

  if (means === "redeemed" || typeof means === "object") {
    // The job waits for the answer, however late it comes.
    return settled("order", afterwards(fault, earlier))
  }
  return {
    answer: "order",
    at_once: ordered("pending", {
      reason: reasonOf(fault),
      calls,
      redeemed_by: redeemedAtOnce(fault),
    }),
    next_try_s: Math.max(SECOND_RETRY_S, fault.retryAfterS ?? 0),
    end: afterwards(fault, earlier),
    again: null,
  }
}

/** The order stands and the fault is over: what the job makes of it. */
function afterwards(fault: FaultCase, earlier: string[]): State {
  const calls = [...earlier, post(fault.http)]
  const { means, store } = fault
  if (means === "redeemed") {
    return ordered("redeemed", { calls, redeemed_by: "shop" })
  }
  if (typeof means === "object") {
    const redeemed_by = redeemedBy(fault)
    return ordered("attention", { reason: means.refused, calls, redeemed_by })
  }
  const redeemed_by = store === "after" ? "store" : "shop"

  if (!mayHaveArrived(fault)) {
    return store === "after"
      ? ordered("attention", {
          reason: "promotion_already_redeemed",
          calls: [...calls, post(409)],
          redeemed_by,
        })
      : ordered("redeemed", { calls: [...calls, post(200)], redeemed_by })
  }
  // It may have arrived: the job looks before it sends.
  if (isListedAsRedeemed(fault)) {
    const looked = [...calls, GET]
    return ordered("redeemed", { inferred: true, calls: looked, redeemed_by })
  }
  return fault.saved
    ? ordered("redeemed", {
        inferred: true,
        calls: [...calls, GET, ...refusedAgain(fault)],
        redeemed_by: redeemedInTheEnd(fault),
      })
    : ordered("redeemed", { calls: [...calls, GET, post(200)], redeemed_by })
}

/** There is no order: the job looks, and sends nothing. */
function afterAbort(fault: FaultCase): State {
  const calls = [post(fault.http)]
  const redeemed_by = redeemedInTheEnd(fault)
  const state = (status: LedgerState["status"], more: Partial<Details> = {}) =>
    undone(status, "cart with the discount", { calls, redeemed_by, ...more })
  const { means } = fault

  if (means === "redeemed") {
    return state("redeemed")
  }
  if (typeof means === "object") {
    return state("rejected", { reason: means.refused })
  }
  if (!mayHaveArrived(fault)) {
    return state("linked")
  }
  const looked = { calls: [...calls, GET] }
  if (isListedAsRedeemed(fault)) {
    return state("redeemed", { inferred: true, ...looked })
  }
  // Not in the list proves nothing: it stays visible, bound to its cart.
  return fault.saved
    ? state("pending", { reason: reasonOf(fault), ...looked })
    : state("linked", looked)
}

/** The customer pays once more, when the fault is over. */
function afterPayingAgain(
  fault: FaultCase,
  end: State,
  choice: Choice
): Observation["again"] {
  const { redeemed_by } = end
  const sent = (status: number) => [...end.calls, post(status)]

  switch (end.ledger.status) {
    case "redeemed":
      // Not sent again: the order takes what is redeemed.
      return {
        answer: "order",
        state: ordered("redeemed", {
          inferred: end.ledger.inferred,
          calls: end.calls,
          redeemed_by,
        }),
      }
    case "pending":
      return {
        answer: "order",
        state: ordered("redeemed", {
          inferred: true,
          calls: [...end.calls, ...refusedAgain(fault)],
          redeemed_by,
        }),
      }
    case "rejected":
      // Nothing came of the first try, so it is the guard that has a say now.
      return {
        answer: "400 promotion_requires_assignment",
        state: { ...end, purchase: "cart at the full price" },
      }
    default:
      break
  }
  if (fault.store !== "after") {
    return {
      answer: "order",
      state: ordered("redeemed", { calls: sent(200), redeemed_by: "shop" }),
    }
  }
  const already = {
    reason: "promotion_already_redeemed",
    calls: sent(409),
    redeemed_by,
  } as const
  return choice.onRejected === "keep"
    ? { answer: "order", state: ordered("attention", already) }
    : {
        answer: "400 promotion_already_redeemed",
        state: undone("rejected", "cart at the full price", already),
      }
}

/**
 * Engage refuses what it has redeemed. "Already" settles it; other words do so
 * together with one more look at the list.
 */
function refusedAgain({ then }: FaultCase): string[] {
  return then ? [post(then.http), GET] : [post(409)]
}

const GET = "GET 200"
const post = (http: number | null) => `POST ${http ?? "–"}`

/** No answer, half of one, or a 5xx that a gateway may have sent. */
function mayHaveArrived({ means, late }: FaultCase): boolean {
  return late === true || means === "unknown" || means === "failed"
}

function reasonOf({ means, late }: FaultCase): LedgerState["reason"] {
  if (late || means === "unknown") {
    return "outcome_unknown"
  }
  return means === "misconfigured"
    ? "engage_misconfigured"
    : "engage_unavailable"
}

/** By the call that met the fault, and by the store. */
function redeemedBy({ saved, store }: FaultCase): State["redeemed_by"] {
  if (saved) {
    return "shop"
  }
  return store ? "store" : "nobody"
}

/** What Engage says of it once the fault is over. */
function redeemedInTheEnd(fault: FaultCase): State["redeemed_by"] {
  return fault.then?.forgotten ? "nobody" : redeemedBy(fault)
}

function redeemedAtOnce(fault: FaultCase): State["redeemed_by"] {
  return fault.saved === "later" || fault.store === "after"
    ? "nobody"
    : redeemedBy(fault)
}

function isListedAsRedeemed(fault: FaultCase): boolean {
  return redeemedBy(fault) !== "nobody" && fault.world !== "unlisted"
}

type Details = Partial<LedgerState> & Pick<State, "calls" | "redeemed_by">

function stateOf(
  purchase: State["purchase"],
  payment: State["payment"],
  ledger: Pick<LedgerState, "status" | "with_order">,
  { calls, redeemed_by, ...details }: Details
): State {
  return {
    purchase,
    payment,
    ledger: { reason: null, inferred: false, ...ledger, ...details },
    calls,
    redeemed_by,
  }
}

/** The order stands, with its discount. */
function ordered(status: LedgerState["status"], details: Details): State {
  const ledger = { status, with_order: true }
  return stateOf("order with the discount", "stands", ledger, details)
}

/** There is no order; the money was given back. */
function undone(
  status: LedgerState["status"],
  purchase: State["purchase"],
  details: Details
): State {
  const ledger = { status, with_order: false }
  return stateOf(purchase, "given back", ledger, details)
}

/** Nothing more happens to it. */
function settled(answer: string, state: State): Observation {
  return { answer, at_once: state, next_try_s: null, end: state, again: null }
}
