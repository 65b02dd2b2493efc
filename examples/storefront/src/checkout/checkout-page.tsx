import { Skeleton, Text, Title } from "@mantine/core"
import { useState } from "react"

import { CartSummary } from "../cart/cart-summary"
import { EmptyCart } from "../cart/empty-cart"
import { useCart } from "../cart/use-cart"
import { useCustomer } from "../customer/use-customer"
import { PageTitle } from "../layout/page-title"
import { Problem } from "../layout/problem"
import { AddressForm } from "./address-form"
import { AddressShown } from "./address-shown"
import classes from "./checkout-page.module.css"
import { DeliveryChoice } from "./delivery-choice"
import { Payment } from "./payment"

/** Where to, how, and the payment; beside them what it costs. */
export function CheckoutPage() {
  const { data: cart, error, isPending, refetch } = useCart()
  const { data: customer, isPending: isAsking } = useCustomer()
  const [isEditing, setEditing] = useState(false)

  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (isPending || isAsking) {
    return <Skeleton h="60vh" aria-busy />
  }
  if (!cart?.items?.length) {
    return <EmptyCart />
  }
  const hasAddress = Boolean(cart.email && cart.shipping_address?.address_1)
  const isReady = hasAddress && !isEditing

  const onSaved = () => {
    setEditing(false)
    // Its heading is there already; the form, which had the focus, is not.
    document.getElementById("delivery")?.focus()
  }

  return (
    <div className={classes.page}>
      <div className={classes.title}>
        <PageTitle>Checkout</PageTitle>
      </div>
      <div className={classes.steps}>
        <section className={classes.box} aria-labelledby="address">
          <Title order={2} id="address">
            Where to
          </Title>
          {isReady ? (
            <AddressShown cart={cart} onChange={() => setEditing(true)} />
          ) : (
            <AddressForm
              cart={cart}
              customer={customer ?? null}
              takesFocus={isEditing}
              onSaved={onSaved}
            />
          )}
        </section>
        <section className={classes.box} aria-labelledby="delivery">
          <Title order={2} id="delivery" tabIndex={-1}>
            Delivery
          </Title>
          {isReady ? (
            <DeliveryChoice cart={cart} />
          ) : (
            <Text c="dimmed">Once we know where it goes.</Text>
          )}
        </section>
      </div>
      <aside className={classes.summary} aria-labelledby="summary">
        <Title order={2} id="summary">
          Summary
        </Title>
        <CartSummary cart={cart} />
      </aside>
      <section
        className={`${classes.box} ${classes.payment}`}
        aria-labelledby="payment"
      >
        <Title order={2} id="payment">
          Payment
        </Title>
        {isReady ? (
          <Payment cart={cart} />
        ) : (
          <Text c="dimmed">The last step.</Text>
        )}
      </section>
    </div>
  )
}
