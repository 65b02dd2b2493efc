import type { HttpTypes } from "@medusajs/types"

import { formatMoney } from "@/lib/money"
import { ProductPicture } from "@/modules/products/product-picture"
import classes from "./order-lines.module.css"

/** What was ordered, and how many of it. */
export function OrderLines({
  order: { items, currency_code },
}: {
  order: HttpTypes.StoreOrder
}) {
  return (
    <ul className={classes.lines}>
      {items?.map((item) => (
        <li key={item.id}>
          <span className={classes.picture}>
            <ProductPicture src={item.thumbnail} />
          </span>
          <div>
            <p>
              <strong>{item.product_title ?? item.title}</strong>
            </p>
            <p className="small dimmed">
              {item.quantity} × {formatMoney(item.unit_price, currency_code)}
            </p>
          </div>
          <p className={classes.total}>
            {formatMoney(item.unit_price * item.quantity, currency_code)}
          </p>
        </li>
      ))}
    </ul>
  )
}
