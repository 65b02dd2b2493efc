import Link from "next/link"

import { listOrders } from "@/lib/data/orders"
import { formatDay } from "@/lib/date"
import { formatMoney } from "@/lib/money"
import classes from "./order-list.module.css"

/** The customer's orders: number, day and total. */
export async function OrderList() {
  const orders = await listOrders()
  if (orders.length === 0) {
    return <p className="dimmed">You have not ordered anything yet.</p>
  }
  return (
    <ul className={classes.list}>
      {orders.map((order) => (
        <li key={order.id}>
          <Link href={`/orders/${order.id}`}>
            <strong>Order #{order.display_id}</strong>
          </Link>
          <p className="small dimmed">{formatDay(String(order.created_at))}</p>
          <p className={classes.total}>
            {formatMoney(order.total, order.currency_code)}
          </p>
        </li>
      ))}
    </ul>
  )
}
