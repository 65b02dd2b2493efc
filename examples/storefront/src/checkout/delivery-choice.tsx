import { Radio, Skeleton, Stack, Text } from "@mantine/core"

import { formatMoney } from "../format/money"
import { Problem } from "../layout/problem"
import { sentenceOf } from "../shop/errors"
import type { Cart } from "../shop/types"
import classes from "./delivery-choice.module.css"
import { useChooseDelivery, useDeliveryOptions } from "./use-delivery-options"

/** How the cart is delivered. */
export function DeliveryChoice({ cart }: { cart: Cart }) {
  const { data: options, error, refetch } = useDeliveryOptions(cart)
  const choose = useChooseDelivery(cart.id)

  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (!options) {
    return <Skeleton h="3rem" aria-busy />
  }
  const chosen = choose.isPending
    ? choose.variables
    : (cart.shipping_methods?.[0]?.shipping_option_id ?? null)

  return (
    <Radio.Group
      aria-label="How it is delivered"
      value={chosen}
      onChange={(id) => choose.mutate(id)}
      error={choose.isError && sentenceOf(choose.error)}
    >
      <Stack gap="sm">
        {options.map(({ id, name, amount }) => (
          <Radio.Card key={id} value={id} className={classes.option}>
            <Radio.Indicator />
            <Text component="span" fw={600} flex={1}>
              {name}
            </Text>
            <Text component="span">
              {formatMoney(amount, cart.currency_code)}
            </Text>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  )
}
