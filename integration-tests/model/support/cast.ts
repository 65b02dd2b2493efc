import type { Promotion } from "../shop/shop"

/** Promotions that stand for Engage's; the last one is the shop's own. */
export const PROMOTIONS = [
  { id: "promo_ten", code: "TEN" },
  { id: "promo_two", code: "TWO" },
  { id: "promo_summer", code: "SUMMER" },
] as const satisfies Promotion[]

/** The shop's own promotion, which anybody may use. */
export const SUMMER = PROMOTIONS[2]

const [TEN, TWO] = PROMOTIONS

/** Anna has two assignments of one promotion and one of another; Bert has one. */
export const ASSIGNMENTS = [
  { id: "anna-ten", contact_id: "anna", promotion: TEN },
  { id: "anna-two", contact_id: "anna", promotion: TWO },
  { id: "anna-ten-again", contact_id: "anna", promotion: TEN },
  { id: "bert-two", contact_id: "bert", promotion: TWO },
] as const

/** Who shops in which tab of a browser: Anna has several. */
export const TABS = ["anna", "anna", "anna", "bert"] as const
