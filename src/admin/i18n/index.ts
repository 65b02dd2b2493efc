import { en } from "./en"
import { sv } from "./sv"

/** Added by the admin to its own translations, under a namespace of ours. */
export default {
  en: { promotionRedemptions: en },
  sv: { promotionRedemptions: sv },
}
