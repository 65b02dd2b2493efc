import type { Scene } from "../../demo/scenes/stage"
import { tellRedeemed } from "../../demo/scenes/tell"
import { toAssignment } from "../../testkit/engage"
import { OFFERS, PRODUCTS } from "../../testkit/seed/norrsken"
import { verificationLink } from "../../testkit/shop/start-storefront"
import { Shopper } from "../browser/storefront/shopper"
import { inABrowser } from "./in-a-browser"

const TINA = {
  first_name: "Tina",
  last_name: "Ny",
  email: "tina.ny@example.com",
  password: "norrsken",
}

const { tenPercent } = OFFERS

/**
 * The first customer of a shop and a storefront that were made by the docs: from
 * signing up to an order whose offer Engage has as used.
 *
 * @param startedAt - when the first package was installed, in milliseconds
 */
export function firstOrder(storefrontUrl: string, startedAt: number): Scene {
  const title = "By the docs, to the first redeemed order on Next.js"
  return inABrowser(title, storefrontUrl, Shopper, async (shopper, stage) => {
    const { engage, mailbox, report } = stage
    const assignment = toAssignment(tenPercent)
    engage.addContact({ email: TINA.email, promotions: [assignment] })
    await shopper.goTo("/sign-up")
    await shopper.fillSignUp(TINA)
    await shopper.button("Make an account").click()
    const code = await mailbox.codeFor(TINA.email)
    await shopper.goTo(verificationLink(storefrontUrl, code))
    await shopper.button("Yes, it is mine").click()
    await shopper.sees("Your e-mail is verified")
    await shopper.signIn(TINA)
    report.say("customer", "Tina signs up, and in by the link in her mail")

    await shopper.addToCart(PRODUCTS.sweater)
    await shopper.openCart()
    await shopper.useOffer(tenPercent.heading)
    await shopper.fillCheckout()
    const cartId = await shopper.cartId()
    engage.clearCalls()
    const order_number = await shopper.pay()
    report.say("customer", `has order #${order_number} with her offer`)

    const ready = { cartId, assignmentId: assignment.id }
    await tellRedeemed(stage, ready, order_number)
    const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1)
    report.say(
      "staff",
      `waited ${minutes} minutes for the first redeemed order`
    )
  })
}
