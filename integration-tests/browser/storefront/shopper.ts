import type { Locator, Page } from "playwright-core"

import type { Person, Product } from "../../../testkit/seed/norrsken"
import { patiently } from "../support/patiently"
import type { Screen } from "../support/screens"
import type { Visitor } from "../support/visitor"

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
export class Shopper {
  constructor(
    private readonly visitor: Visitor,
    readonly page: Page = visitor.page
  ) {}

  get screen(): Screen {
    return this.visitor.screen
  }

  /** The page's heading. */
  get heading(): Locator {
    return this.page.getByRole("heading", { level: 1 })
  }

  /** The alert on the page. */
  get alert(): Locator {
    // Next.js has one of its own outside of it, for the titles of pages.
    return this.page.getByRole("main").getByRole("alert")
  }

  /** What screen readers have been told lately. */
  get announced(): Locator {
    return this.page.locator("[role=status][aria-live=polite]")
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name })
  }

  /** Opens a page by its address. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(path)
  }

  async signIn({ email, password }: Person, backTo = "Hello"): Promise<void> {
    await this.page.getByLabel("E-mail").fill(email)
    await this.page.getByLabel("Password", { exact: true }).fill(password)
    await this.button("Sign in").click()
    await this.page.getByRole("heading", { level: 1, name: backTo }).waitFor()
  }

  /** Fills in who somebody is, to become a customer. */
  async fillSignUp(person: Person): Promise<void> {
    await this.page.getByLabel("First name").fill(person.first_name)
    await this.page.getByLabel("Last name").fill(person.last_name)
    await this.page.getByLabel("E-mail").fill(person.email)
    await this.page
      .getByLabel("Password", { exact: true })
      .fill(person.password)
  }

  /** Presses Tab until something has the focus. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < MANY; presses++) {
      if (await hasFocus(target)) {
        return
      }
      await this.page.keyboard.press("Tab")
    }
    throw new Error(`Tab does not get to ${target}`)
  }

  /** Waits until something has the focus. */
  async expectFocus(target: Locator): Promise<void> {
    await patiently(() => hasFocus(target))
  }

  /** Stays signed in as far as the browser knows, and not as far as the shop does. */
  async letTokenExpire(): Promise<void> {
    const context = this.page.context()
    const token = (await context.cookies()).find(
      ({ name }) => name === "_medusa_jwt"
    )
    if (!token?.httpOnly) {
      throw new Error("There is no token, or a page's scripts can read it")
    }
    await context.addCookies([{ ...token, value: "expired" }])
  }

  /** Opens a product's page and puts one into the cart. */
  async addToCart({ handle }: Product): Promise<void> {
    await this.goTo(`/products/${handle}`)
    await this.button("Add to cart").click()
    await this.page.getByRole("link", { name: "View cart" }).waitFor()
  }

  /** Opens the cart and waits until it is there. */
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
    for (const [label, text] of Object.entries(fields)) {
      await this.page.getByLabel(label).fill(text)
    }
    await this.button("Continue to payment").click()
    await this.button(/^Pay /).waitFor()
  }

  /** The same browser, in a tab beside this one. */
  async inAnotherTab(): Promise<Shopper> {
    return new Shopper(this.visitor, await this.page.context().newPage())
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
    const cookies = await this.page.context().cookies()
    const cart = cookies.find(({ name }) => name === "_medusa_cart_id")
    if (!cart) {
      throw new Error("There is no cart")
    }
    return cart.value
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
    await this.visitor.photograph(name)
    const barriers = await this.visitor.barriers()
    const width = await this.page.evaluate(
      () => document.documentElement.scrollWidth
    )
    return width > this.screen.width
      ? [...barriers, `It is ${width} pixels wide`]
      : barriers
  }

  /** What went wrong unseen: exceptions, and calls out of this machine. */
  get mishaps(): string[] {
    return [...this.visitor.exceptions, ...this.visitor.outside]
  }

  leave(): Promise<void> {
    return this.visitor.leave()
  }
}

/** A text with plain spaces, where typography wants others. */
export function plain(text: string): string {
  return text.replace(/\s/g, " ").trim()
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => document.activeElement === element)
}
