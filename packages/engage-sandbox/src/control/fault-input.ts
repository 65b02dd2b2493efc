import { validateHeaderName, validateHeaderValue } from "node:http"
import * as z from "zod/mini"
import { ENGAGE_ERRORS, type SandboxEngageCode } from "../engage-errors"
import type { SandboxFault, SandboxFaultRule } from "../faults"
import { OPERATIONS, REFUSAL_FORMS } from "../types"
import { flag, json, milliseconds, oneOf, text, whole } from "./fields"
import { must } from "./parse"

const match = {
  operation: z.optional(oneOf([...OPERATIONS, "any"])),
  assignmentId: z.optional(text),
  times: z.optional(whole(1, 1_000_000)),
}

const saved = z.optional(flag)
const status = whole(200, 599)

const headers = z.record(z.string(), text).check(({ value, issues }) => {
  for (const [name, content] of Object.entries(value)) {
    if (!canBeSent(name, content)) {
      const message = ` has what cannot be sent in the header "${name}"`
      issues.push({ code: "custom", input: value, message })
    }
  }
})

const location = text.check(
  z.refine(
    (address) => canBeSent("location", address),
    ' has what cannot be sent in the header "location"'
  )
)

const ENGAGE_CODES = Object.keys(ENGAGE_ERRORS) as SandboxEngageCode[]

function fault<T extends SandboxFault["type"], S extends z.core.$ZodShape>(
  type: T,
  fields: S
) {
  return z.strictObject({ type: z.literal(type), ...match, ...fields })
}

const FAULTS = [
  fault("delay_before_save", { ms: milliseconds }),
  fault("delay_after_save", { ms: milliseconds }),
  fault("reset_before_save", {}),
  fault("reset_after_save", {}),
  fault("half_answer", { saved }),
  fault("html", { status: z.optional(status), saved }),
  fault("status", {
    status,
    body: z.optional(json),
    headers: z.optional(headers),
    saved,
  }),
  fault("wrong_key", {}),
  fault("redirect", {
    location,
    status: z.optional(oneOf([301, 302, 303, 307, 308])),
  }),
  fault("refuse", {
    code: oneOf(ENGAGE_CODES),
    form: z.optional(oneOf(REFUSAL_FORMS)),
    status: z.optional(status),
  }),
  fault("hang", { saved }),
  fault("big_body", { bytes: whole(2, 2 ** 30), saved }),
] as const

const FAULT_TYPES = FAULTS.map(
  ({ _zod }) => _zod.def.shape.type._zod.def.values[0]
)

/** A fault, and which calls the fault affects. */
export const faultInput: z.ZodMiniType<SandboxFaultRule> = z.discriminatedUnion(
  "type",
  FAULTS,
  {
    error: ({ code, input }) =>
      code === "invalid_union"
        ? ` must be one of ${FAULT_TYPES.join(", ")}`
        : must("an object").error({ input }),
  }
)

function canBeSent(name: string, content: string): boolean {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, content)
    return true
  } catch {
    return false
  }
}
