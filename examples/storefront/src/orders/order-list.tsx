import { Anchor, Skeleton, Text } from "@mantine/core"
import { Link } from "react-router-dom"

import { formatDay } from "../format/date"
import { formatMoney } from "../format/money"
import { Problem } from "../layout/problem"
import classes from "./order-list.module.css"
import { useOrders } from "./use-orders"

/** The customer's orders: number, day and total. */
export function OrderList() {
  const { data: orders, error, refetch } = useOrders()

  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (!orders) {
    return <Skeleton h="4rem" aria-busy />
  }
  if (orders.length === 0) {
    return <Text c="dimmed">You have not ordered anything yet.</Text>
  }
  return (
    <ul className={classes.list}>
      {orders.map((order) => (
        <li key={order.id}>
          <Anchor component={Link} to={`/orders/${order.id}`} fw={600}>
            Order #{order.display_id}
          </Anchor>
          <Text c="dimmed" size="sm">
            {formatDay(String(order.created_at))}
          </Text>
          <Text className={classes.total}>
            {formatMoney(order.total, order.currency_code)}
          </Text>
        </li>
      ))}
    </ul>
  )
}
