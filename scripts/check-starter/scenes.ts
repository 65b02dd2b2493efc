import type { Scene, Stage } from "../../demo/scenes/stage"
import { tellLedger, tellRedeemed } from "../../demo/scenes/tell"
import { inABrowser } from "../../integration-tests/package/in-a-browser"
import { sentenceFor } from "../../packages/storefront/src"
import { toAssignment } from "../../testkit/engage"
import { until } from "../../testkit/poll"
import { BIRTHDAY_OFFER, type PricedOffer } from "../../testkit/seed/norrsken"
import { StarterShopper } from "./starter-shopper"

const TINA = {
  first_name: "Tina",
  last_name: "Ny",
  email: "tina.ny@example.com",
  password: "norrsken",
}

/** The offer whose promotion `docs/install.md` has staff make. */
export const TWO_EUROS = {
  ...{ code: "10056", eur: 2 },
  heading: "2 euros off your order",
  description: "Welcome to the club.",
  ...{ picture: "three-hundred", days: 61 },
} as const satisfies PricedOffer & { eur: number }

/** What the starter asks for a T-shirt, and for its delivery. */
const [SHIRT, DELIVERY] = [10, 10]
const FULL = SHIRT + DELIVERY

/** Longer than the shop remembers a list that Engage has given. */
const REMEMBERED_MS = 45_000

const REFUSED = "promotion_not_valid_for_redemption_channel"

/**
 * What `docs/nextjs.md` promises to a shop that has Medusa's starter,
 * one customer in one browser after another.
 */
export function starterScenes(storefrontUrl: string): Scene[] {
  const scene = (
    title: string,
    act: (shopper: StarterShopper, stage: Stage) => Promise<void>
  ) =>
    inABrowser(title, storefrontUrl, StarterShopper, async (shopper, stage) => {
      try {
        await act(shopper, stage)
      } catch (error) {
        await shopper.look("0-failed")
        throw error
      }
    })
  return [
    scene("An offer is applied and redeemed", redeemed),
    scene("Engage refuses: the payment step, and the reason", refused),
    scene("Engage is away: no offers, and the shop sells on", away),
  ]
}

async function redeemed(shopper: StarterShopper, stage: Stage) {
  const { engage, mailbox, report } = stage
  const promotions = [toAssignment(TWO_EUROS), toAssignment(BIRTHDAY_OFFER)]
  engage.addContact({ email: TINA.email, promotions })
  await shopper.signUp(TINA)
  const code = await mailbox.codeFor(TINA.email)
  const token = encodeURIComponent(code)
  await shopper.goTo(`/dk/verify-account?token=${token}`)
  await shopper.page.getByText("Your email is verified").waitFor()
  await shopper.signIn(TINA)
  report.say("customer", "signs up, and in by the link in her mail")

  await shopper.fillCart()
  await shopper.button(`Use offer: ${TWO_EUROS.heading}`).waitFor()
  await shopper.look("1-offers")
  await shopper.useOffer(TWO_EUROS.heading)
  report.expect(
    "the cart's total",
    await shopper.total(),
    SHIRT - TWO_EUROS.eur
  )
  const codes = await shopper.page.getByTestId("discount-code").count()
  report.expect("the codes in the discount box", codes, 0)
  await shopper.look("2-applied")

  await shopper.fillCheckout(TINA)
  const cartId = (await shopper.cartId()) ?? ""
  engage.clearCalls()
  await shopper.pay()
  const order_number = await shopper.orderNumber()
  await shopper.page.getByText(TWO_EUROS.heading).waitFor()
  report.say("customer", `has order #${order_number} with her offer`)
  report.expect(
    "the order's total",
    await shopper.total(),
    FULL - TWO_EUROS.eur
  )
  await shopper.look("3-confirmed")
  const assignmentId = promotions[0]!.id
  await tellRedeemed(stage, { cartId, assignmentId }, order_number)
}

async function refused(shopper: StarterShopper, stage: Stage) {
  const { engage, report } = stage
  await shopper.signIn(TINA)
  await shopper.fillCart()
  await shopper.useOffer(BIRTHDAY_OFFER.heading)
  await shopper.fillCheckout(TINA)
  const cartId = (await shopper.cartId()) ?? ""
  engage.clearCalls()
  engage.setFault({
    ...{ type: "refuse", operation: "redeem", times: 1 },
    code: "PromotionNotValidForRedemptionChannel",
  })
  await shopper.pay()
  const alert = shopper.page.getByRole("alert").filter({
    hasText: BIRTHDAY_OFFER.heading,
  })
  await alert.getByText(sentenceFor(REFUSED)).waitFor()
  report.say("customer", `reads "${await alert.innerText()}"`)
  report.expect("the total", await shopper.total(), FULL)
  await shopper.look("4-refused")
  await tellLedger(stage, cartId, {
    ...{ status: "rejected", reason: REFUSED, order_number: null },
    redeem_calls: [409],
  })

  engage.clearCalls()
  await shopper.pay()
  report.say("customer", `pays anew: order #${await shopper.orderNumber()}`)
  report.expect("the order's total", await shopper.total(), FULL)
  await shopper.look("5-paid-anew")
  report.expect("redemptions", engage.calls({ operation: "redeem" }), [])
}

async function away(shopper: StarterShopper, stage: Stage) {
  const { engage, report } = stage
  engage.setFault({ type: "status", status: 503 })
  await shopper.signIn(TINA)
  await shopper.fillCart()
  const sentence = shopper.page.getByText(sentenceFor("engage_unavailable"))
  await until(
    async () => {
      await shopper.openCart()
      return sentence.isVisible()
    },
    Boolean,
    REMEMBERED_MS
  )
  report.say("customer", `reads "${await sentence.innerText()}"`)
  report.expect("the cart's total", await shopper.total(), SHIRT)
  await shopper.look("6-away")
  await shopper.fillCheckout(TINA)
  await shopper.pay()
  report.say("customer", `has order #${await shopper.orderNumber()}`)
  report.expect("the order's total", await shopper.total(), FULL)
}
