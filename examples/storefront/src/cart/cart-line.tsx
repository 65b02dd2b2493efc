import { Anchor, Text, VisuallyHidden } from "@mantine/core"
import { Link } from "react-router-dom"

import { announce } from "../announce/announcer"
import { formatMoney } from "../format/money"
import { focusPageTitle } from "../layout/page-title"
import { ProductPicture } from "../products/product-picture"
import { sentenceOf } from "../shop/errors"
import classes from "./cart-line.module.css"
import { QuantityStepper } from "./quantity-stepper"
import { useSetQuantity } from "./use-change-cart"
import type { Cart, CartItem } from "../shop/types"

/** One thing in the cart, and how many of it. */
export function CartLine({ cart, item }: { cart: Cart; item: CartItem }) {
  const name = item.product_title ?? item.title
  const setQuantity = useSetQuantity(cart.id)
  const shown = setQuantity.isPending
    ? setQuantity.variables.quantity
    : item.quantity

  const onRemove = () => {
    const onRemoved = () => {
      announce(`${name} is off the cart.`)
      focusPageTitle()
    }
    // Not a callback of `mutate`: once it is off the cart, this line is gone.
    setQuantity
      .mutateAsync({ lineId: item.id, quantity: 0 })
      .then(onRemoved, () => undefined)
  }

  return (
    <li className={classes.line}>
      <div className={classes.picture}>
        <ProductPicture src={item.thumbnail} />
      </div>
      <div className={classes.text}>
        <Anchor
          component={Link}
          to={`/products/${item.product_handle}`}
          c="inherit"
          fw={600}
        >
          {name}
        </Anchor>
        <Text size="sm" c="dimmed">
          {formatMoney(item.unit_price, cart.currency_code)}
        </Text>
        {setQuantity.isError && (
          <Text size="sm" c="red.9" role="alert">
            {sentenceOf(setQuantity.error)}
          </Text>
        )}
      </div>
      <Text className={classes.total}>
        {formatMoney(item.unit_price * item.quantity, cart.currency_code)}
      </Text>
      <div className={classes.actions}>
        <QuantityStepper
          name={name}
          quantity={shown}
          onChange={(quantity) =>
            setQuantity.mutate({ lineId: item.id, quantity })
          }
        />
        <button type="button" className={classes.remove} onClick={onRemove}>
          Remove<VisuallyHidden component="span"> {name}</VisuallyHidden>
        </button>
      </div>
    </li>
  )
}
