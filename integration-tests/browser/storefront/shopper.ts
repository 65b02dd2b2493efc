import type { Cookie, Locator } from "playwright-core"

import type { Person, Product } from "../../../testkit/seed/norrsken"
import { until } from "../../../testkit/poll"
import { PATIENCE_MS, Visitor } from "../support/visitor"

/** More presses of Tab than any page has things to go to. */
const MANY = 60

/** Where parcels of the tests go. */
export const ADDRESS = {
  "Street and number": "Storgatan 1",
  "Postal code": "981 31",
  Town: "Kiruna",
}

/**
 * Somebody in the storefront, who finds things by what they say and not by how
 * they are built.
 */
export class Shopper extends Visitor {
  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 })
  }

  /** The page without what is around it: Next.js announces each page's title there. */
  private get main(): Locator {
    return this.page.getByRole("main")
  }

  /** The alert on the page. */
  get alert(): Locator {
    return this.main.getByRole("alert")
  }

  /** What screen readers have been told lately. */
  get announced(): Locator {
    return this.page.locator("[role=status][aria-live=polite]")
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name })
  }

  /** Waits until all of these texts are there to see. */
  async sees(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.main.getByText(text).waitFor()
    }
  }

  /** Waits until the pictures are there: all are the shop's own. */
  async waitForPictures(): Promise<void> {
    await this.page.waitForFunction(() =>
      [...document.images].every(({ naturalWidth }) => naturalWidth > 0)
    )
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(path)
  }

  async signIn({ email, password }: Person, backTo = "Hello"): Promise<void> {
    await this.fill({ "E-mail": email, Password: password })
    await this.button("Sign in").click()
    await this.page.getByRole("heading", { level: 1, name: backTo }).waitFor()
  }

  /** Fills in who somebody is, to become a customer. */
  async fillSignUp(person: Person): Promise<void> {
    await this.fill({
      "First name": person.first_name,
      "Last name": person.last_name,
      "E-mail": person.email,
      Password: person.password,
    })
  }

  private async fill(fields: Record<string, string>): Promise<void> {
    for (const [label, text] of Object.entries(fields)) {
      await this.page.getByLabel(label, { exact: true }).fill(text)
    }
  }

  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < MANY; presses++) {
      if (await hasFocus(target)) {
        return
      }
      await this.page.keyboard.press("Tab")
    }
    throw new Error(`Tab does not get to ${target}`)
  }

  async expectFocus(target: Locator): Promise<void> {
    await until(() => hasFocus(target), Boolean, PATIENCE_MS)
  }

  /** Stays signed in as far as the browser knows, and not as far as the shop does. */
  async letTokenExpire(): Promise<void> {
    const token = await this.cookie("_medusa_jwt")
    if (!token.httpOnly) {
      throw new Error("A page's scripts can read the token")
    }
    const expired = { ...token, value: "expired" }
    await this.context.addCookies([expired])
  }

  private async cookie(name: string): Promise<Cookie> {
    const cookies = await this.context.cookies()
    const cookie = cookies.find((one) => one.name === name)
    if (!cookie) {
      throw new Error(`There is no cookie ${name}`)
    }
    return cookie
  }

  /** Opens a product's page and puts one into the cart. */
  async addToCart({ handle }: Product): Promise<void> {
    await this.goTo(`/products/${handle}`)
    await this.button("Add to cart").click()
    await this.page.getByRole("link", { name: "View cart" }).waitFor()
  }

  async openCart(): Promise<void> {
    await this.goTo("/cart")
    await this.page
      .getByRole("heading", { name: "Your cart", exact: true })
      .waitFor()
  }

  /** Signs a member in, fills their cart and opens it. */
  async fillCart(person: Person, product: Product): Promise<void> {
    await this.goTo("/sign-in")
    await this.signIn(person)
    await this.addToCart(product)
    await this.openCart()
  }

  /** An offer in the list, by what it is called. */
  offer(name: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: name })
  }

  /** Applies an offer and waits until it is on the cart. */
  async useOffer(name: string): Promise<void> {
    await this.button(`Use offer: ${name}`).click()
    await this.button(`Remove: ${name}`).waitFor()
  }

  /** From the cart to the last step before the order. */
  async fillCheckout(): Promise<void> {
    await this.page.getByRole("link", { name: "Go to checkout" }).click()
    await this.fillAddress(ADDRESS)
  }

  /** Says where to, and goes on to the payment. */
  async fillAddress(fields: Record<string, string>): Promise<void> {
    await this.fill(fields)
    await this.button("Continue to payment").click()
    await this.button(/^Pay /).waitFor()
  }

  /** The same browser, in a tab beside this one. */
  async inAnotherTab(): Promise<Shopper> {
    return new Shopper(this.visit, this.context, await this.context.newPage())
  }

  /** Pays what the button says. @returns the order's number. */
  async pay(total?: string): Promise<number> {
    await this.button(total ? `Pay ${total}` : /^Pay /).click()
    return this.orderNumber()
  }

  /** Waits for the confirmation. @returns the order's number. */
  async orderNumber(): Promise<number> {
    await this.page
      .getByRole("heading", { name: "Thank you for your order" })
      .waitFor()
    const text = await this.page.getByText("Its number is").innerText()
    return Number(/#(\d+)/.exec(text)?.[1])
  }

  /** The total, as it is written. Spaces in it are plain ones. */
  async total(): Promise<string> {
    return plain(
      await this.page.locator("dt:text-is('Total') + dd").innerText()
    )
  }

  /** Id of the cart that is being filled. */
  async cartId(): Promise<string> {
    return (await this.cookie("_medusa_cart_id")).value
  }

  /**
   * Keeps a picture of what is seen once nothing loads any more.
   * @returns what is wrong with it, one line each: what axe-core finds serious or
   * critical, and whether it is wider than the screen.
   */
  async look(name: string): Promise<string[]> {
    await this.page.waitForFunction(
      // Next.js takes the old page's title away before it has the new one's.
      () => document.title && !document.querySelector("[aria-busy=true]")
    )
    await this.photograph(name)
    const barriers = await this.barriers()
    const width = await this.page.evaluate(
      () => document.documentElement.scrollWidth
    )
    return width > this.screen.width
      ? [...barriers, `It is ${width} pixels wide`]
      : barriers
  }
}

/** A text with plain spaces, where typography wants others. */
export function plain(text: string): string {
  return text.replace(/\s/g, " ").trim()
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => document.activeElement === element)
}
