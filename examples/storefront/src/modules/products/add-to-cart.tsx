"use client"

import { useState, useTransition } from "react"

import { addToCart } from "@/lib/data/cart-actions"
import type { Result } from "@/lib/result"
import { announce } from "@/modules/announce/announcer"
import { BusyButton, ButtonLink } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import classes from "./add-to-cart.module.css"

/** Puts a product into the cart, and then shows the way there. */
export function AddToCart({
  title,
  variantId,
}: {
  title: string
  variantId: string | null
}) {
  const [isPending, start] = useTransition()
  const [result, setResult] = useState<Result | null>(null)

  if (!variantId) {
    return <p className="dimmed">This cannot be bought right now.</p>
  }
  const onClick = () =>
    start(async () => {
      const added = await addToCart(variantId)
      setResult(added)
      if (added.ok) {
        announce(`${title} is in your cart.`)
      }
    })

  return (
    <div className={classes.actions}>
      <BusyButton size="medium" busy={isPending} onClick={onClick}>
        <Icon name="bag" />
        Add to cart
      </BusyButton>
      {result?.ok && (
        <ButtonLink href="/cart" size="medium" look="light">
          <Icon name="check" />
          Added. View cart
        </ButtonLink>
      )}
      {result && !result.ok && (
        <p role="alert" className={`error ${classes.error}`}>
          {result.sentence}
        </p>
      )}
    </div>
  )
}
