import { model } from "@medusajs/framework/utils"

/** One row: until when the slots for background calls to Engage are reserved. */
export const EngageCallPace = model.define("engage_call_pace", {
  id: model.text().primaryKey(),
  next_call_at: model.dateTime(),
})
