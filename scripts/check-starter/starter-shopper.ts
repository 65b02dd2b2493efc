import type { Locator } from "playwright-core"

import { SCREENS } from "../../integration-tests/browser/support/screens"
import {
  PATIENCE_MS,
  Visitor,
} from "../../integration-tests/browser/support/visitor"
import { until } from "../../testkit/poll"
import type { Person } from "../../testkit/seed/norrsken"

const ADDRESS = {
  "shipping-address-input": "Bredgade 1",
  "shipping-postal-code-input": "1260",
  "shipping-city-input": "Copenhagen",
}

const CART_COOKIE = "_medusa_cart_id"

/**
 * Somebody in the storefront of Medusa's starter, who finds the starter's own things
 * by the ids that the starter has for tests, and ours by what they say.
 */
export class StarterShopper extends Visitor {
  /** The pictures of the starter's products are on a server of Medusa's. */
  override get mishaps(): string[] {
    return this.exceptions
  }

  /** A thing of the starter's. */
  its(testId: string): Locator {
    return this.page.getByTestId(testId).filter({ visible: true }).first()
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name })
  }

  /** Opens a page and waits for React: a click on a button before does nothing. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(path)
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll("button")].every((button) =>
        Object.keys(button).some((key) => key.startsWith("__reactProps"))
      )
    )
  }

  async signUp({ first_name, last_name, email, password }: Person) {
    await this.goTo("/dk/account")
    await this.its("register-button").click()
    await this.its("register-page").waitFor()
    await this.fill({
      "first-name-input": first_name,
      "last-name-input": last_name,
      "email-input": email,
      "password-input": password,
    })
    await this.button("Join").click()
    await this.holds("_medusa_pending_customer")
  }

  async signIn({ email, password }: Person): Promise<void> {
    await this.goTo("/dk/account")
    await this.fill({ "email-input": email, "password-input": password })
    await this.its("sign-in-button").click()
    await this.holds("_medusa_jwt")
  }

  /** Puts a T-shirt, one of the starter's products, into a new cart. */
  async fillCart(): Promise<void> {
    await this.goTo("/dk/products/t-shirt")
    for (const option of ["M", "Black"]) {
      await this.page
        .getByTestId("option-button")
        .filter({ hasText: new RegExp(`^${option}$`) })
        .first()
        .click()
    }
    await this.its("add-product-button").click()
    await this.holds(CART_COOKIE)
    await this.openCart()
  }

  async openCart(): Promise<void> {
    await this.goTo("/dk/cart")
    await this.its("cart-total").waitFor()
  }

  /** Applies an offer and waits until it is on the cart. */
  async useOffer(name: string): Promise<void> {
    await this.button(`Use offer: ${name}`).click()
    await this.button(`Remove: ${name}`).waitFor()
  }

  /** From the cart to the payment step. */
  async fillCheckout({ first_name, last_name, email }: Person): Promise<void> {
    await this.goTo("/dk/checkout?step=address")
    await this.its("shipping-country-select").selectOption("dk")
    await this.fill({
      "shipping-first-name-input": first_name,
      "shipping-last-name-input": last_name,
      "shipping-email-input": email,
      ...ADDRESS,
    })
    await this.its("submit-address-button").click()
    await this.its("delivery-option-radio").click()
    await this.its("submit-delivery-option-button").click()
  }

  /** From the payment step to the order, or to what came in its way. */
  async pay(): Promise<void> {
    await this.page.getByRole("radio", { name: "Manual Payment" }).click()
    await this.its("submit-payment-button").click()
    await this.its("submit-order-button").click()
  }

  /** Waits for the confirmation. @returns the order's number. */
  async orderNumber(): Promise<number> {
    await this.its("order-complete-container").waitFor()
    return Number(await this.its("order-id").innerText())
  }

  /** What the page says that everything costs. */
  async total(): Promise<number> {
    return Number(await this.its("cart-total").getAttribute("data-value"))
  }

  cartId(): Promise<string | undefined> {
    return this.cookie(CART_COOKIE)
  }

  /**
   * Waits until a server action has answered with a cookie. What the page shows then
   * is no sign of it: the starter may draw the page anew and lose its message.
   */
  private async holds(name: string): Promise<void> {
    await until(() => this.cookie(name), Boolean, PATIENCE_MS)
  }

  private async cookie(name: string): Promise<string | undefined> {
    const cookies = await this.context.cookies()
    return cookies.find((one) => one.name === name)?.value
  }

  /** Keeps a picture of what is seen on a phone, and one of what is seen here. */
  async look(name: string): Promise<void> {
    for (const { name: screen, width, height } of SCREENS) {
      await this.page.setViewportSize({ width, height })
      await this.photograph(`starter-${name}-${screen}`)
    }
  }

  private async fill(fields: Record<string, string>): Promise<void> {
    for (const [testId, text] of Object.entries(fields)) {
      await this.its(testId).fill(text)
    }
  }
}
