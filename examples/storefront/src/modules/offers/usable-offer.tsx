"use client"

import type { StoreEngagePromotion } from "medusa-plugin-voyado-engage-storefront"
import { useState, useTransition } from "react"

import { applyOffer, removeOffer } from "@/lib/data/offers-actions"
import { announce } from "@/modules/announce/announcer"
import { BusyButton } from "@/modules/layout/button"
import { OfferCard } from "./offer-card"
import { nameOf } from "./offer-text"
import classes from "./usable-offer.module.css"

/** An offer, and a button that applies it to the cart or takes it off. */
export function UsableOffer({ offer }: { offer: StoreEngagePromotion }) {
  const [isPending, start] = useTransition()
  const [error, setError] = useState("")
  const { applied, applicable, assignment_id } = offer
  const name = nameOf(offer)
  const label = applied ? "Remove" : "Use offer"

  if (!applied && !applicable) {
    return <OfferCard offer={offer} />
  }
  const onClick = () =>
    start(async () => {
      const change = applied ? removeOffer : applyOffer
      const result = await change(assignment_id)
      setError(result.ok ? "" : result.sentence)
      if (result.ok) {
        announce(applied ? `${name} is off your cart.` : `${name} is applied.`)
      }
    })

  return (
    <OfferCard offer={offer}>
      {/* One button for both, so that it keeps the focus. */}
      <BusyButton
        look={applied ? "plain" : "filled"}
        busy={isPending}
        aria-label={`${label}: ${name}`}
        onClick={onClick}
      >
        {label}
      </BusyButton>
      {error && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </OfferCard>
  )
}
