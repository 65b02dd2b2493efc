import { Button, Text } from "@mantine/core"
import { IconCheck, IconShoppingBagPlus } from "@tabler/icons-react"
import { Link } from "react-router-dom"

import { announce } from "../announce/announcer"
import { useAddItem } from "../cart/use-change-cart"
import { BusyButton } from "../layout/busy-button"
import { sentenceOf } from "../shop/errors"
import classes from "./add-to-cart.module.css"
import type { Product } from "../shop/types"

/** Puts a product into the cart, and then shows the way there. */
export function AddToCart({ product }: { product: Product }) {
  const add = useAddItem()
  const variantId = product.variants?.[0]?.id

  if (!variantId) {
    return <Text c="dimmed">This cannot be bought right now.</Text>
  }
  const onAdd = () =>
    add.mutate(variantId, {
      onSuccess: () => announce(`${product.title} is in your cart.`),
    })

  return (
    <div className={classes.actions}>
      <BusyButton
        size="md"
        busy={add.isPending}
        leftSection={<IconShoppingBagPlus size={20} aria-hidden />}
        onClick={onAdd}
      >
        Add to cart
      </BusyButton>
      {add.isSuccess && (
        <Button
          component={Link}
          to="/cart"
          size="md"
          variant="light"
          leftSection={<IconCheck size={20} aria-hidden />}
        >
          Added. View cart
        </Button>
      )}
      {add.isError && (
        <Text role="alert" c="red.9" size="sm" className={classes.error}>
          {sentenceOf(add.error)}
        </Text>
      )}
    </div>
  )
}
