import type { Metadata } from "next"
import { Suspense } from "react"

import { retrieveCart } from "@/lib/data/cart"
import { CartLine } from "@/modules/cart/cart-line"
import classes from "@/modules/cart/cart-page.module.css"
import { CartSummary } from "@/modules/cart/cart-summary"
import { DiscountBox } from "@/modules/cart/discount-box"
import { EmptyCart } from "@/modules/cart/empty-cart"
import { ButtonLink } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import { PageTitle } from "@/modules/layout/page-title"
import { Skeleton } from "@/modules/layout/skeleton"
import { YourOffers } from "@/modules/offers/your-offers"

export const metadata: Metadata = { title: "Your cart" }

/** What is in the cart, what the customer's offers make of it, and the total. */
export default async function CartPage() {
  const cart = await retrieveCart()
  if (!cart?.items?.length) {
    return <EmptyCart />
  }
  return (
    <div className={classes.page}>
      <div>
        <PageTitle>Your cart</PageTitle>
        <ul className={classes.lines}>
          {cart.items.map((item) => (
            <CartLine
              key={item.id}
              id={item.id}
              name={item.product_title ?? item.title}
              handle={item.product_handle ?? ""}
              thumbnail={item.thumbnail ?? null}
              quantity={item.quantity}
              unitPrice={item.unit_price}
              currency={cart.currency_code}
            />
          ))}
        </ul>
        <section aria-labelledby="your-offers" className={classes.offers}>
          <h2 id="your-offers">Your offers</h2>
          <Suspense fallback={<Skeleton height="7rem" />}>
            <YourOffers cartId={cart.id} />
          </Suspense>
        </section>
      </div>
      <aside aria-labelledby="summary" className={classes.summary}>
        <h2 id="summary">Summary</h2>
        <CartSummary cart={cart} />
        <ButtonLink href="/checkout" size="medium" wide>
          <Icon name="lock" size={18} />
          Go to checkout
        </ButtonLink>
        <Suspense fallback={null}>
          <DiscountBox cart={cart} />
        </Suspense>
      </aside>
    </div>
  )
}
