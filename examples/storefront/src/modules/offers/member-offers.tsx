import { retrieveMyOffers } from "@/lib/data/offers"
import { OfferCard } from "./offer-card"
import { OfferList } from "./offer-list"

/** The customer's offers, to look at. */
export async function MemberOffers() {
  const { offers, reason } = await retrieveMyOffers()
  return (
    <>
      <OfferList count={offers.length} reason={reason}>
        {offers.map((offer) => (
          <OfferCard key={offer.assignment_id} offer={offer} />
        ))}
      </OfferList>
      {offers.some(({ applicable }) => applicable) && (
        <p className="small dimmed">Use them in your cart.</p>
      )}
    </>
  )
}
