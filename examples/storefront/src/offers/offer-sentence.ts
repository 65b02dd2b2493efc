import {
  isEngagePromotionError,
  sentenceFor,
} from "medusa-plugin-voyado-engage/storefront"

import { sentenceOf } from "../shop/errors"
import { settings } from "../shop/settings"

/** What to tell a shopper when something about an offer did not work. */
export function offerSentence(error: unknown): string {
  return isEngagePromotionError(error)
    ? sentenceFor(error.code, { locale: settings.locale })
    : sentenceOf(error)
}
