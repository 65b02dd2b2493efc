import { createRedemptionChannel } from "../builders"
import {
  CONTENT_TYPE_RULES,
  OPERATIONS,
  REDEMPTION_CHANNELS,
  REFUSAL_FORMS,
  VALUE_TYPES,
  type SandboxRedemptionChannel,
} from "../types"
import {
  date,
  flag,
  integer,
  json,
  listOf,
  milliseconds,
  object,
  oneOf,
  orNull,
  text,
  type Reader,
} from "./readers"

const channelFields = object({
  type: oneOf(REDEMPTION_CHANNELS),
  valueType: oneOf(VALUE_TYPES),
  value: json,
  localValues: listOf(json),
  instruction: orNull(text),
})

const channel: Reader<SandboxRedemptionChannel> = (value, path) =>
  createRedemptionChannel(channelFields(value, path))

/** What a promotion and an assignment have in common. */
const promotionFields = {
  promotionId: text,
  externalId: orNull(text),
  name: orNull(text),
  heading: orNull(text),
  description: orNull(text),
  imageUrl: orNull(text),
  link: orNull(text),
  expiresOn: orNull(date),
  redemptionChannels: listOf(channel),
}

/** A promotion; every field may be left out. */
export const readPromotion = object({
  ...promotionFields,
  status: oneOf(["Draft", "Active"]),
  validity: json,
})

/** An assignment; every field may be left out. */
export const readAssignment = object({
  ...promotionFields,
  id: text,
  type: text,
  redeemed: flag,
  redeemedOn: orNull(date),
})

/** A contact; every field may be left out. */
export const readContact = object({
  contactId: text,
  email: text,
  customKey: text,
  mobilePhone: text,
  socialSecurityNumber: text,
  contactType: text,
  promotions: listOf(readAssignment),
})

/** A redemption in a store. */
export const readStoreRedemption = object(
  { assignmentId: text, channel: oneOf(REDEMPTION_CHANNELS) },
  ["assignmentId"]
)

/** Settings to change. */
export const readSettings = object({
  redeemTimeoutMs: milliseconds,
  requestsPerSecond: integer(0, 1_000_000),
  listRedeemed: oneOf(["keep", "drop"]),
  listPageSize: integer(0, 10_000),
  refusalForm: oneOf(REFUSAL_FORMS),
  refusalStatus: orNull(integer(400, 499)),
  contentType: oneOf(CONTENT_TYPE_RULES),
})

/** Which calls to read from the log; every field may be left out. */
export const readCallFilter = object({
  operation: oneOf(OPERATIONS),
  assignmentId: text,
})
