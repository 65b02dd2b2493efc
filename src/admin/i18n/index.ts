import { en } from "./en"
import { sv } from "./sv"

/** The admin adds these texts to its own translations, under our namespace. */
export default {
  en: { promotionRedemptions: en },
  sv: { promotionRedemptions: sv },
}
