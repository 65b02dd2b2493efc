import { Text } from "@mantine/core"

import { formatMoney } from "../format/money"
import { ProductPicture } from "../products/product-picture"
import type { Order } from "../shop/types"
import classes from "./order-lines.module.css"

/** What was ordered, and how many of it. */
export function OrderLines({
  order: { items, currency_code },
}: {
  order: Pick<Order, "items" | "currency_code">
}) {
  return (
    <ul className={classes.lines}>
      {items?.map((item) => (
        <li key={item.id}>
          <span className={classes.picture}>
            <ProductPicture src={item.thumbnail} />
          </span>
          <div>
            <Text fw={600}>{item.product_title ?? item.title}</Text>
            <Text size="sm" c="dimmed">
              {item.quantity} × {formatMoney(item.unit_price, currency_code)}
            </Text>
          </div>
          <Text className={classes.total}>
            {formatMoney(item.unit_price * item.quantity, currency_code)}
          </Text>
        </li>
      ))}
    </ul>
  )
}
