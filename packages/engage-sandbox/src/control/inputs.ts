/** The inputs that control calls and seed files accept. */
import * as z from "zod/mini"
import { createRedemptionChannel } from "../builders"
import {
  CONTENT_TYPE_RULES,
  OPERATIONS,
  REDEMPTION_CHANNELS,
  REFUSAL_FORMS,
  VALUE_TYPES,
} from "../types"
import { faultInput } from "./fault-input"
import {
  date,
  flag,
  json,
  listOf,
  milliseconds,
  oneOf,
  optionalFields,
  text,
  whole,
  words,
} from "./fields"
import { must, parseInput } from "./parse"
import type { SandboxSeed } from "./seed"

const channel = z.pipe(
  optionalFields({
    type: oneOf(REDEMPTION_CHANNELS),
    valueType: oneOf(VALUE_TYPES),
    value: json,
    localValues: listOf(json),
    instruction: z.nullable(words),
  }),
  z.transform((fields) => createRedemptionChannel(fields))
)

/** The fields that promotions and assignments share. */
const ofPromotion = {
  promotionId: text,
  externalId: z.nullable(words),
  name: z.nullable(words),
  heading: z.nullable(words),
  description: z.nullable(words),
  imageUrl: z.nullable(words),
  link: z.nullable(words),
  expiresOn: z.nullable(date),
  redemptionChannels: listOf(channel),
}

/** A promotion; every field may be left out. */
export const promotionInput = optionalFields({
  ...ofPromotion,
  status: oneOf(["Draft", "Active"]),
  validity: json,
})

/** An assignment; every field may be left out. */
export const assignmentInput = optionalFields({
  ...ofPromotion,
  id: text,
  type: text,
  redeemed: flag,
  redeemedOn: z.nullable(date),
})

/** A contact; every field may be left out. */
export const contactInput = optionalFields({
  contactId: text,
  email: text,
  customKey: text,
  mobilePhone: text,
  socialSecurityNumber: text,
  contactType: text,
  promotions: listOf(assignmentInput),
})

/** A redemption in a store. */
export const storeRedemptionInput = z.strictObject({
  assignmentId: text,
  channel: z.optional(oneOf(REDEMPTION_CHANNELS)),
})

/** Settings to change. */
export const settingsInput = optionalFields({
  redeemTimeoutMs: milliseconds,
  requestsPerSecond: whole(0, 1_000_000),
  latencyMs: z.strictObject({ min: milliseconds, max: milliseconds }).check(
    z.refine(({ min, max }) => min <= max, {
      error: " must have a min that is not above its max",
      when: ({ issues }) => issues.length === 0,
    })
  ),
  listRedeemed: oneOf(["keep", "drop"]),
  listPageSize: whole(0, 10_000),
  refusalForm: oneOf(REFUSAL_FORMS),
  refusalStatus: z.nullable(whole(400, 499)),
  contentType: oneOf(CONTENT_TYPE_RULES),
})

/** Which calls to read from the log; every field may be left out. */
export const callFilterInput = optionalFields({
  operation: oneOf(OPERATIONS),
  assignmentId: text,
  since: z.pipe(
    z.custom<string>(
      (value) => /^\d{1,15}$/.test(String(value)),
      must("a whole number, the sequence of a call")
    ),
    z.transform(Number)
  ),
})

const HOURS = whole(-1_000_000, 1_000_000)

/** Where to move the clock: to a moment, or by an amount of time. */
export const clockInput = optionalFields({
  now: date,
  days: HOURS,
  hours: HOURS,
  minutes: HOURS,
})

const count = whole(0, Number.MAX_SAFE_INTEGER)

/** An assignment's history, as in a saved state. */
const historyInput = z.object({
  assignmentId: text,
  redeemedChannel: z.nullable(oneOf(REDEMPTION_CHANNELS)),
  redeemedBy: z.nullable(oneOf(["api", "store"])),
  redeemCount: count,
  requestCount: count,
})

/**
 * A fault of a saved state has an id. Loading drops the id, and the fault gets a new
 * id.
 */
const savedFault = z.pipe(
  z.transform((value: unknown) => {
    if (typeof value !== "object" || value === null) {
      return value
    }
    const { id: _id, ...fault } = value as { id?: unknown }
    return fault
  }),
  faultInput
)

/** A seed file, or a saved state; every part may be left out. */
export const seedInput: z.ZodMiniType<SandboxSeed> = optionalFields({
  contacts: listOf(contactInput),
  promotions: listOf(promotionInput),
  assignments: listOf(historyInput),
  faults: listOf(savedFault),
  settings: settingsInput,
  clock: optionalFields({
    movedByMs: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  }),
})

/**
 * Checks a value read from a file, for the option `seed`.
 * @throws SandboxControlError `invalid_input`; the message names the place and lists
 * the allowed values.
 */
export function parseSeed(value: unknown): SandboxSeed {
  return parseInput(seedInput, value, "seed")
}
