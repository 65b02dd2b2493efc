import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Suspense } from "react"

import { retrieveOrder } from "@/lib/data/orders"
import { Totals } from "@/modules/cart/totals"
import { ButtonLink } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import { PageTitle } from "@/modules/layout/page-title"
import { OrderDiscountNames } from "@/modules/orders/order-discount-names"
import { OrderLines } from "@/modules/orders/order-lines"
import classes from "@/modules/orders/order-page.module.css"

export const metadata: Metadata = { title: "Your order" }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ placed?: string }>
}

/** An order: the confirmation of a new one, or one of earlier. */
export default async function OrderPage({ params, searchParams }: Props) {
  const order = await retrieveOrder((await params).id)
  if (!order) {
    notFound()
  }
  const isNew = (await searchParams).placed !== undefined
  const { shipping_address: to } = order
  return (
    <div className={classes.page}>
      <div className={classes.heading}>
        {isNew && (
          <span className={classes.check}>
            <Icon name="circle-check" size={44} />
          </span>
        )}
        <PageTitle>
          {isNew ? "Thank you for your order" : `Order #${order.display_id}`}
        </PageTitle>
        {isNew && (
          <p>
            Its number is <strong>#{order.display_id}</strong>. We pack it in
            Kiruna and write to {order.email} when it leaves.
          </p>
        )}
      </div>
      <section className={classes.box} aria-labelledby="what">
        <h2 id="what">What is coming</h2>
        <OrderLines order={order} />
        <Totals of={order}>
          <Suspense fallback={null}>
            <OrderDiscountNames order={order} />
          </Suspense>
        </Totals>
      </section>
      {to && (
        <section className={classes.box} aria-labelledby="where">
          <h2 id="where">Where to</h2>
          <address className={classes.address}>
            {to.first_name} {to.last_name}
            <br />
            {to.address_1}
            <br />
            {to.postal_code} {to.city}
          </address>
        </section>
      )}
      <ButtonLink href="/" look="plain" size="medium">
        Back to the shop
      </ButtonLink>
    </div>
  )
}
