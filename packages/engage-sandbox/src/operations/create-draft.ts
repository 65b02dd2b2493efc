import { randomUUID } from "node:crypto"
import { jsonAnswer, refusalAnswer } from "../answer"
import { createPromotion, createRedemptionChannel } from "../builders"
import { isChannel } from "../redeem-rule"
import {
  VALUE_TYPES,
  type JsonValue,
  type SandboxRedemptionChannel,
} from "../types"
import { field } from "../field"
import { isIsoDate } from "../iso-date"
import { multichannelOf } from "./find-draft"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

/**
 * `POST /api/v2/promotions/multichannels`, and the same in v3: creates a draft and
 * answers with its `id`, `status: "Draft"` and the sent fields. A validity is a
 * `startDate` with an `endDate` or with an `assignedValidity` of `unit` and
 * `amount`. Source: Docs, "create-a-promotion". Which fields are required is
 * Inferred. Dates have no time of day, units are Days and Months (SDK), and an
 * `externalId` is unique and has at most 450 characters (Docs,
 * "promotions-xml-create-assign").
 */
export function createDraft({ body, state }: OperationInput): OperationResult {
  const name = field(body, "name")
  const validity = readValidity(field(body, "validity"))
  const channels = readChannels(field(body, "redemptionChannels"))
  if (typeof name !== "string" || !name.trim() || !validity || !channels) {
    return unsaved(refusalAnswer("BadRequest"))
  }
  const id = randomUUID()
  const externalId = text(field(body, "externalId"))
  const isTaken = externalId !== null && state.promotionOf(externalId)
  if (isTaken || (externalId?.length ?? 0) > 450) {
    return unsaved(refusalAnswer("BadRequest"))
  }
  const presentation = field(body, "presentation")
  const heading = text(field(presentation, "heading"))
  const description = text(field(presentation, "description"))
  const link = text(field(presentation, "link"))
  const promotion = createPromotion({
    promotionId: id,
    externalId,
    name,
    heading,
    description,
    link,
    expiresOn: validity.endDate ? `${validity.endDate}T23:59:59Z` : null,
    status: "Draft",
    validity,
    redemptionChannels: channels,
  })
  state.putPromotion(promotion)
  return { answer: jsonAnswer(200, multichannelOf(promotion)), saved: true }
}

type Validity = {
  startDate: string
  endDate?: string
  assignedValidity?: { unit: string; amount: number }
}

function readValidity(value: unknown): Validity | null {
  const startDate = date(field(value, "startDate"))
  const endDate = date(field(value, "endDate"))
  const assigned = field(value, "assignedValidity")
  const unit = text(field(assigned, "unit"))
  const amount = field(assigned, "amount")
  if (!startDate) {
    return null
  }
  if (endDate) {
    return { startDate, endDate }
  }
  return (unit === "Days" || unit === "Months") &&
    typeof amount === "number" &&
    Number.isInteger(amount) &&
    amount > 0
    ? { startDate, assignedValidity: { unit, amount } }
    : null
}

function readChannels(value: unknown): SandboxRedemptionChannel[] | null {
  if (!Array.isArray(value) || !value.length) {
    return null
  }
  const channels = value.map(readChannel)
  return channels.every((channel) => channel !== null) ? channels : null
}

function readChannel(entry: unknown): SandboxRedemptionChannel | null {
  const type = field(entry, "type")
  const valueType = VALUE_TYPES.find((v) => v === field(entry, "valueType"))
  if (!isChannel(type) || !valueType) {
    return null
  }
  // The body was parsed as JSON, so this field is a JSON value.
  const value = (field(entry, "value") ?? null) as JsonValue
  const instruction = text(field(entry, "instruction"))
  return createRedemptionChannel({ type, valueType, value, instruction })
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

function date(value: unknown): string | null {
  const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return isDay && isIsoDate(value) ? value : null
}
