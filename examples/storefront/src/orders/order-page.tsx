import { Button, Skeleton, Text, Title } from "@mantine/core"
import { IconCircleCheckFilled } from "@tabler/icons-react"
import { Link, useLocation, useParams } from "react-router-dom"

import { Totals } from "../cart/totals"
import { PageTitle } from "../layout/page-title"
import { Problem } from "../layout/problem"
import { OrderLines } from "./order-lines"
import classes from "./order-page.module.css"
import { useOrder } from "./use-orders"

/** What the checkout tells this page when it has placed the order just now. */
export type OrderPlaced = {
  isNew: true
  /** What the order's discount is for. */
  discounts: string[]
}

/** An order: the confirmation of a new one, or one of earlier. */
export function OrderPage() {
  const { id = "" } = useParams()
  const placed = useLocation().state as OrderPlaced | null
  const { data: order, error, refetch } = useOrder(id)

  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (!order) {
    return <Skeleton h="50vh" aria-busy />
  }
  const { shipping_address: to } = order
  return (
    <div className={classes.page}>
      <div className={classes.heading}>
        {placed?.isNew && (
          <IconCircleCheckFilled
            size={44}
            className={classes.check}
            aria-hidden
          />
        )}
        <PageTitle>
          {placed?.isNew
            ? "Thank you for your order"
            : `Order #${order.display_id}`}
        </PageTitle>
        {placed?.isNew && (
          <Text>
            Its number is <strong>#{order.display_id}</strong>. We pack it in
            Kiruna and write to {order.email} when it leaves.
          </Text>
        )}
      </div>
      <section className={classes.box} aria-labelledby="what">
        <Title order={2} id="what">
          What is coming
        </Title>
        <OrderLines order={order} />
        <Totals of={order} discounts={placed?.discounts} />
      </section>
      {to && (
        <section className={classes.box} aria-labelledby="where">
          <Title order={2} id="where">
            Where to
          </Title>
          <address className={classes.address}>
            {to.first_name} {to.last_name}
            <br />
            {to.address_1}
            <br />
            {to.postal_code} {to.city}
          </address>
        </section>
      )}
      <Button component={Link} to="/" variant="default" size="md">
        Back to the shop
      </Button>
    </div>
  )
}
