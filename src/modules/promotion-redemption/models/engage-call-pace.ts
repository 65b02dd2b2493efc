import { model } from "@medusajs/framework/utils"

/** One row: until when background calls to Engage are spoken for. */
export const EngageCallPace = model.define("engage_call_pace", {
  id: model.text().primaryKey(),
  next_call_at: model.dateTime(),
})
