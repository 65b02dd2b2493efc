import * as cart from "@lib/data/cart"
import { listOffers } from "@lib/data/offers"
import { Heading } from "@modules/common/components/ui"
import OfferButton from "@modules/offers/offer-button"
import { Suspense } from "react"

type Props = { cartId: string }

/** The customer's offers, to be used on the cart. */
export default function YourOffers({ cartId }: Props) {
  // With the starter's own `placeOrder` every offer that Engage refuses at the last
  // moment is a lost sale, so no offer is shown before `place-order.ts` replaces it.
  if ("placeOrder" in cart) {
    return (
      <p role="alert">
        No offers yet: delete placeOrder in src/lib/data/cart.ts, and import it
        from src/lib/data/place-order.ts.
      </p>
    )
  }
  // Engage is another company's server: the rest of the cart does not wait for it.
  return (
    <Suspense>
      <OfferList cartId={cartId} />
    </Suspense>
  )
}

async function OfferList({ cartId }: Props) {
  const { offers, sentence } = await listOffers(cartId)
  if (!offers.length && !sentence) {
    return null
  }
  return (
    <section className="bg-white py-6">
      <Heading level="h2">Your offers</Heading>
      {sentence && <p>{sentence}</p>}
      {offers.map((offer) => (
        <div key={offer.assignment_id} className="py-4">
          <h3 className="font-semibold">{offer.heading ?? offer.name}</h3>
          <p className="mb-2">{offer.description}</p>
          <OfferButton offer={offer} />
        </div>
      ))}
    </section>
  )
}
