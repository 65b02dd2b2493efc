import { emptyAnswer, jsonAnswer, type Answer } from "../answer"
import { decodeSegment } from "../routes"
import { SandboxControlError } from "./control-error"
import { faultInput } from "./fault-input"
import {
  assignmentInput,
  callFilterInput,
  clockInput,
  contactInput,
  promotionInput,
  seedInput,
  settingsInput,
  storeRedemptionInput,
} from "./inputs"
import { parseInput } from "./parse"
import type { SandboxControl } from "./sandbox-control"

/** The path under which callers control the sandbox. */
export const CONTROL_PATH = "/_sandbox"

interface ControlCall {
  id: string
  query: URLSearchParams
  body: unknown
}

interface ControlRoute {
  method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Below {@link CONTROL_PATH}; `:id` stands for one segment. */
  path: string
  what: string
  /** Returns the answer's body; undefined means a 204. */
  run: (control: SandboxControl, call: ControlCall) => object | void
}

const CONTROL_ROUTES: ControlRoute[] = [
  {
    method: "GET",
    path: "",
    what: "these addresses",
    run: () => ({
      routes: CONTROL_ROUTES.map(({ method, path, what }) => ({
        method,
        path: `${CONTROL_PATH}${path}`,
        what,
      })),
    }),
  },
  {
    method: "GET",
    path: "/health",
    what: "whether the sandbox is there, and its version",
    run: (control) => control.health(),
  },
  {
    method: "GET",
    path: "/state",
    what: "contacts, promotions, assignments, faults, settings and clock: to save",
    run: (control) => control.state(),
  },
  {
    method: "POST",
    path: "/load",
    what: "put a saved state in the place of what there is",
    run: (control, { body }) =>
      control.load(parseInput(seedInput, body, "body")),
  },
  {
    method: "GET",
    path: "/calls",
    what: "the calls that arrived; filter by operation, assignmentId, since",
    run: (control, { query }) => ({
      calls: control.calls(
        parseInput(callFilterInput, Object.fromEntries(query), "query")
      ),
    }),
  },
  {
    method: "DELETE",
    path: "/calls",
    what: "forget the calls so far",
    run: (control) => control.clearCalls(),
  },
  {
    method: "POST",
    path: "/contacts",
    what: "add a contact with its assignments; one that is known is replaced",
    run: (control, { body }) => ({
      contact: control.addContact(parseInput(contactInput, body, "body")),
    }),
  },
  {
    method: "DELETE",
    path: "/contacts/:id",
    what: "remove a contact; its assignments stay without one",
    run: (control, { id }) => control.removeContact(id),
  },
  {
    method: "POST",
    path: "/contacts/:id/assignments",
    what: "add or replace an assignment of a contact",
    run: (control, { id, body }) => ({
      assignment: control.addAssignment(
        id,
        parseInput(assignmentInput, body, "body")
      ),
    }),
  },
  {
    method: "GET",
    path: "/assignments/:id",
    what: "what has happened to an assignment",
    run: (control, { id }) => ({ assignment: control.assignment(id) }),
  },
  {
    method: "DELETE",
    path: "/assignments/:id",
    what: "remove an assignment",
    run: (control, { id }) => control.removeAssignment(id),
  },
  {
    method: "POST",
    path: "/promotions",
    what: "add or replace a promotion that can be assigned",
    run: (control, { body }) => ({
      promotion: control.addPromotion(parseInput(promotionInput, body, "body")),
    }),
  },
  {
    method: "POST",
    path: "/promotions/:id/activate",
    what: "activate a draft, as a person does in Engage",
    run: (control, { id }) => ({ promotion: control.activatePromotion(id) }),
  },
  {
    method: "POST",
    path: "/redeem",
    what: "redeem in a store: assignmentId, channel (POS)",
    run: (control, { body }) => {
      const input = parseInput(storeRedemptionInput, body, "body")
      return {
        assignment: control.redeemInStore(input.assignmentId, input.channel),
      }
    },
  },
  {
    method: "GET",
    path: "/faults",
    what: "the faults that are set",
    run: (control) => ({ faults: control.faults() }),
  },
  {
    method: "POST",
    path: "/faults",
    what: "set a fault: type, its fields, operation, assignmentId, times",
    run: (control, { body }) => ({
      fault: control.setFault(parseInput(faultInput, body, "body")),
    }),
  },
  {
    method: "DELETE",
    path: "/faults",
    what: "clear every fault",
    run: (control) => control.clearFaults(),
  },
  {
    method: "DELETE",
    path: "/faults/:id",
    what: "clear one fault",
    run: (control, { id }) => control.clearFault(id),
  },
  {
    method: "PATCH",
    path: "/settings",
    what:
      "change redeemTimeoutMs, requestsPerSecond, latencyMs, listRedeemed," +
      " listPageSize, refusalForm, refusalStatus, contentType",
    run: (control, { body }) => ({
      settings: control.configure(parseInput(settingsInput, body, "body")),
    }),
  },
  {
    method: "GET",
    path: "/clock",
    what: "what the sandbox's clock shows",
    run: (control) => ({ clock: control.clock() }),
  },
  {
    method: "POST",
    path: "/clock",
    what: "move the clock: to now, or by days, hours, minutes",
    run: (control, { body }) => ({
      clock: control.moveClock(parseInput(clockInput, body, "body")),
    }),
  },
  {
    method: "DELETE",
    path: "/clock",
    what: "let the clock show the real time again",
    run: (control) => ({ clock: control.resetClock() }),
  },
  {
    method: "POST",
    path: "/reset",
    what: "back to the start",
    run: (control) => control.reset(),
  },
]

/** Whether a path belongs to the control routes. */
export function isControlPath(path: string): boolean {
  return path === CONTROL_PATH || path.startsWith(`${CONTROL_PATH}/`)
}

/**
 * Runs a control call.
 * @throws SandboxControlError which {@link controlFailure} turns into an answer.
 */
export function runControlCall(
  control: SandboxControl,
  method: string,
  url: URL,
  body: unknown
): Answer {
  const path = url.pathname.slice(CONTROL_PATH.length).replace(/\/$/, "")
  const matches = CONTROL_ROUTES.flatMap((route) => {
    const id = matchPath(route.path, path)
    return id === null ? [] : [{ route, id }]
  })
  const match = matches.find(({ route }) => route.method === method)
  if (!match) {
    throw matches.length
      ? new SandboxControlError(
          "method_not_allowed",
          405,
          `Use ${matches.map(({ route }) => route.method).join(" or ")}.`
        )
      : new SandboxControlError(
          "route_not_found",
          404,
          "There is no such address. There are: " +
            CONTROL_ROUTES.map(
              ({ method, path }) => `${method} ${CONTROL_PATH}${path}`
            ).join(", ")
        )
  }
  const { route, id } = match
  const result = route.run(control, { id, query: url.searchParams, body })
  return result ? jsonAnswer(200, result) : emptyAnswer(204)
}

/** The answer to a control call that failed. */
export function controlFailure(error: SandboxControlError): Answer {
  const { code, status, message } = error
  return jsonAnswer(status, { code, message })
}

/**
 * The id in a path ("" if the pattern has no id), or null if the path does not
 * match.
 */
function matchPath(pattern: string, path: string): string | null {
  const wanted = pattern.split("/")
  const given = path.split("/")
  if (wanted.length !== given.length) {
    return null
  }
  let id = ""
  for (const [index, part] of wanted.entries()) {
    if (part === ":id" && given[index]) {
      id = decodeSegment(given[index])
    } else if (part !== given[index]) {
      return null
    }
  }
  return id
}
