import type { Metadata } from "next"
import { Suspense } from "react"

import { listDeliveryOptions, retrieveCart } from "@/lib/data/cart"
import { retrieveCustomer } from "@/lib/data/customer"
import { formatMoney } from "@/lib/money"
import { CartSummary } from "@/modules/cart/cart-summary"
import { EmptyCart } from "@/modules/cart/empty-cart"
import { AddressForm } from "@/modules/checkout/address-form"
import { AddressShown } from "@/modules/checkout/address-shown"
import classes from "@/modules/checkout/checkout-page.module.css"
import { DeliveryChoice } from "@/modules/checkout/delivery-choice"
import { knownAddress } from "@/modules/checkout/known-address"
import { Obstacle } from "@/modules/checkout/obstacle"
import { obstacleText } from "@/modules/checkout/obstacle-text"
import { PayButton } from "@/modules/checkout/pay-button"
import { Problem } from "@/modules/checkout/problem"
import { StepHeading } from "@/modules/checkout/step-heading"
import { PageTitle } from "@/modules/layout/page-title"

export const metadata: Metadata = { title: "Checkout" }

type Props = { searchParams: Promise<{ step?: string; problem?: string }> }

/** Where to, how, and the payment; beside them what it costs. */
export default async function CheckoutPage({ searchParams }: Props) {
  const [{ step, problem }, cart, customer] = await Promise.all([
    searchParams,
    retrieveCart(),
    retrieveCustomer(),
  ])
  if (!cart?.items?.length) {
    // Perhaps it is empty as it has become an order that nobody was told of.
    const text = problem === "outcome_unknown" && obstacleText(problem)
    return (
      <>
        {text && <Obstacle {...text} />}
        <EmptyCart />
      </>
    )
  }
  const hasAddress = Boolean(cart.email && cart.shipping_address?.address_1)
  const isReady = hasAddress && step !== "address"
  const options = isReady ? await listDeliveryOptions(cart.id) : []

  return (
    <div className={classes.page}>
      <div className={classes.title}>
        <PageTitle>Checkout</PageTitle>
      </div>
      <div className={classes.steps}>
        <section className={classes.box} aria-labelledby="address">
          <h2 id="address">Where to</h2>
          {isReady ? (
            <AddressShown cart={cart} />
          ) : (
            <AddressForm
              known={knownAddress(cart, customer)}
              takesFocus={hasAddress}
            />
          )}
        </section>
        <section className={classes.box} aria-labelledby="delivery">
          <StepHeading id="delivery" takesFocus={step === "delivery"}>
            Delivery
          </StepHeading>
          {isReady ? (
            <DeliveryChoice
              chosen={cart.shipping_methods?.[0]?.shipping_option_id ?? null}
              options={options.map(({ id, name, amount }) => ({
                id,
                name,
                price: formatMoney(amount, cart.currency_code),
              }))}
            />
          ) : (
            <p className="dimmed">Once we know where it goes.</p>
          )}
        </section>
      </div>
      <aside className={classes.summary} aria-labelledby="summary">
        <h2 id="summary">Summary</h2>
        <CartSummary cart={cart} />
      </aside>
      <section
        className={`${classes.box} ${classes.payment}`}
        aria-labelledby="payment"
      >
        <h2 id="payment">Payment</h2>
        {isReady ? (
          <>
            <p>
              This shop takes Medusa&rsquo;s test payment. Nothing is charged.
            </p>
            {problem && (
              <Suspense fallback={null}>
                <Problem code={problem} cart={cart} />
              </Suspense>
            )}
            <PayButton total={cart.total} currency={cart.currency_code} />
          </>
        ) : (
          <p className="dimmed">The last step.</p>
        )}
      </section>
    </div>
  )
}
