"use client"

import Link from "next/link"
import { useOptimistic, useState, useTransition } from "react"

import { setQuantity } from "@/lib/data/cart-actions"
import { formatMoney } from "@/lib/money"
import { announce } from "@/modules/announce/announcer"
import { focusPageTitle } from "@/modules/layout/page-title"
import { ProductPicture } from "@/modules/products/product-picture"
import classes from "./cart-line.module.css"
import { QuantityStepper } from "./quantity-stepper"

/** One thing in the cart, and how many of it. */
export function CartLine({
  id,
  name,
  handle,
  thumbnail,
  quantity,
  unitPrice,
  currency,
}: {
  id: string
  name: string
  handle: string
  thumbnail: string | null
  quantity: number
  unitPrice: number
  currency: string
}) {
  const [shown, show] = useOptimistic(quantity)
  const [isPending, start] = useTransition()
  const [error, setError] = useState("")

  const change = (wanted: number) =>
    start(async () => {
      show(Math.max(wanted, 1))
      const result = await setQuantity(id, wanted)
      setError(result.ok ? "" : result.sentence)
      if (result.ok && wanted === 0) {
        announce(`${name} is off the cart.`)
        focusPageTitle()
      }
    })

  return (
    <li className={classes.line} aria-busy={isPending}>
      <div className={classes.picture}>
        <ProductPicture src={thumbnail} />
      </div>
      <div className={classes.text}>
        <Link href={`/products/${handle}`} className={classes.name}>
          {name}
        </Link>
        <p className="small dimmed">{formatMoney(unitPrice, currency)}</p>
        {error && (
          <p role="alert" className="error">
            {error}
          </p>
        )}
      </div>
      <p className={classes.total}>
        {formatMoney(unitPrice * quantity, currency)}
      </p>
      <div className={classes.actions}>
        <QuantityStepper name={name} quantity={shown} onChange={change} />
        <button
          type="button"
          className={classes.remove}
          onClick={() => change(0)}
        >
          Remove<span className="unseen"> {name}</span>
        </button>
      </div>
    </li>
  )
}
