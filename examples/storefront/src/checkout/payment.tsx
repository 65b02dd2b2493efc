import { Text } from "@mantine/core"
import { IconLock } from "@tabler/icons-react"

import { formatMoney } from "../format/money"
import { BusyButton } from "../layout/busy-button"
import type { Cart } from "../shop/types"
import { Obstacle } from "./obstacle"
import { failureText, obstacleText } from "./obstacle-text"
import { usePay } from "./use-pay"

/** The last step: one button that says what it costs. */
export function Payment({ cart }: { cart: Cart }) {
  const pay = usePay(cart)
  const total = formatMoney(cart.total, cart.currency_code)
  const obstacle = pay.data && obstacleText(pay.data, total)

  return (
    <>
      <Text>
        This shop takes Medusa&rsquo;s test payment. Nothing is charged.
      </Text>
      {!pay.isPending && obstacle && <Obstacle {...obstacle} />}
      {pay.isError && <Obstacle {...failureText(pay.error)} />}
      <BusyButton
        size="lg"
        busy={pay.isPending}
        leftSection={<IconLock size={20} aria-hidden />}
        onClick={() => pay.mutate()}
      >
        {pay.isPending ? "Placing your order" : `Pay ${total}`}
      </BusyButton>
    </>
  )
}
