"use client"

import { useOptimistic, useState, useTransition } from "react"

import { chooseDelivery } from "@/lib/data/checkout-actions"
import classes from "./delivery-choice.module.css"

/** How the cart is delivered. */
export function DeliveryChoice({
  options,
  chosen,
}: {
  options: { id: string; name: string; price: string }[]
  chosen: string | null
}) {
  const [shown, show] = useOptimistic(chosen)
  const [isPending, start] = useTransition()
  const [error, setError] = useState("")

  const choose = (id: string) =>
    start(async () => {
      show(id)
      const result = await chooseDelivery(id)
      setError(result.ok ? "" : result.sentence)
    })

  return (
    <fieldset className={classes.options} aria-busy={isPending}>
      <legend className="unseen">How it is delivered</legend>
      {options.map(({ id, name, price }) => (
        <label key={id} className={classes.option}>
          <input
            type="radio"
            name="delivery"
            value={id}
            checked={id === shown}
            onChange={() => choose(id)}
          />
          <span className={classes.name}>{name}</span>
          <span>{price}</span>
        </label>
      ))}
      {error && (
        <p role="alert" className="error">
          {error}
        </p>
      )}
    </fieldset>
  )
}
