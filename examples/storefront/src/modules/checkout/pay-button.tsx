"use client"

import { useState, useTransition } from "react"

import { placeOrder } from "@/lib/data/checkout-actions"
import { formatMoney } from "@/lib/money"
import { BusyButton } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"

/** The last step: one button that says what it costs. */
export function PayButton({
  total,
  currency,
}: {
  total: number
  currency: string
}) {
  const [isPending, start] = useTransition()
  const [error, setError] = useState("")

  const onClick = () =>
    start(async () => {
      const result = await placeOrder(total)
      setError(result.ok ? "" : result.sentence)
    })

  return (
    <>
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
      <BusyButton size="large" busy={isPending} onClick={onClick}>
        <Icon name="lock" />
        {isPending
          ? "Placing your order"
          : `Pay ${formatMoney(total, currency)}`}
      </BusyButton>
    </>
  )
}
