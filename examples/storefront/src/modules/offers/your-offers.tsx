import Link from "next/link"

import { retrieveCartOffers } from "@/lib/data/offers"
import { OfferList } from "./offer-list"
import { UsableOffer } from "./usable-offer"

/** The customer's offers, to be used on the cart. */
export async function YourOffers({ cartId }: { cartId: string }) {
  const { offers, reason } = await retrieveCartOffers(cartId)
  if (reason === "not_signed_in") {
    return (
      <p>
        <Link href="/sign-in?back_to=/cart">Sign in</Link> to see the offers
        that are yours, and use them here.
      </p>
    )
  }
  return (
    <OfferList count={offers.length} reason={reason}>
      {offers.map((offer) => (
        <UsableOffer key={offer.assignment_id} offer={offer} />
      ))}
    </OfferList>
  )
}
