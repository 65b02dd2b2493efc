import {
  EngagePromotionError,
  sentenceFor,
} from "medusa-plugin-voyado-engage-storefront"

import { sentenceOf } from "../shop/errors"
import { settings } from "../shop/settings"

/** What to tell a shopper when something about an offer did not work. */
export function offerSentence(error: unknown): string {
  return error instanceof EngagePromotionError
    ? sentenceFor(error.code, { locale: settings.locale })
    : sentenceOf(error)
}
