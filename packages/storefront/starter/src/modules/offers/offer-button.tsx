"use client"

import { applyOffer, removeOffer } from "@lib/data/offers"
import { Button } from "@modules/common/components/ui"
import {
  sentenceFor,
  type StoreEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"
import { useState, useTransition } from "react"

type Props = { offer: StoreEngagePromotion }

/** Puts an offer on the cart or takes it off, and says why it cannot be used. */
export default function OfferButton({ offer }: Props) {
  const [isPending, start] = useTransition()
  const [error, setError] = useState("")
  const { applied, applicable, reason } = offer
  const label = applied ? "Remove" : "Use offer"
  const onClick = () =>
    start(async () => {
      const change = applied ? removeOffer : applyOffer
      setError((await change(offer.assignment_id)).sentence)
    })
  return (
    <>
      {reason && <p>{sentenceFor(reason)}</p>}
      {(applied || applicable) && (
        <Button
          onClick={onClick}
          disabled={isPending}
          aria-label={`${label}: ${offer.heading ?? offer.name}`}
        >
          {label}
        </Button>
      )}
      {error && <p role="alert">{error}</p>}
    </>
  )
}
