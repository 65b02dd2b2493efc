import { Text } from "@mantine/core"
import type { StoreEngagePromotion } from "medusa-plugin-voyado-engage-storefront"

import { announce } from "../announce/announcer"
import { BusyButton } from "../layout/busy-button"
import { OfferCard } from "./offer-card"
import { offerSentence } from "./offer-sentence"
import { nameOf } from "./offer-text"
import { useApplyOffer, useRemoveOffer } from "./use-offers"
import classes from "./usable-offer.module.css"

/** An offer, and a button that applies it to the cart or takes it off. */
export function UsableOffer({
  offer,
  cartId,
}: {
  offer: StoreEngagePromotion
  cartId: string
}) {
  const apply = useApplyOffer(cartId)
  const remove = useRemoveOffer(cartId)
  const change = offer.applied ? remove : apply
  const name = nameOf(offer)
  const label = offer.applied ? "Remove" : "Use offer"
  const error = apply.error ?? remove.error

  if (!offer.applied && !offer.applicable) {
    return <OfferCard offer={offer} />
  }
  const onClick = () => {
    apply.reset()
    remove.reset()
    change.mutate(offer.assignment_id, {
      onSuccess: () =>
        announce(
          offer.applied ? `${name} is off your cart.` : `${name} is applied.`
        ),
    })
  }
  return (
    <OfferCard offer={offer}>
      {/* One button for both, so that it keeps the focus. */}
      <BusyButton
        variant={offer.applied ? "default" : "filled"}
        busy={apply.isPending || remove.isPending}
        aria-label={`${label}: ${name}`}
        onClick={onClick}
      >
        {label}
      </BusyButton>
      {error && (
        <Text role="alert" size="sm" className={classes.error}>
          {offerSentence(error)}
        </Text>
      )}
    </OfferCard>
  )
}
