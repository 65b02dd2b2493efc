import { Text } from "@mantine/core"

import { OfferCard } from "./offer-card"
import { OfferList } from "./offer-list"
import { useMemberOffers } from "./use-offers"

/** The customer's offers, to look at. */
export function MemberOffers() {
  const offers = useMemberOffers()
  return (
    <>
      <OfferList offers={offers}>
        {(offer) => <OfferCard key={offer.assignment_id} offer={offer} />}
      </OfferList>
      {offers.data?.some(({ applicable }) => applicable) && (
        <Text size="sm" c="dimmed" mt="sm">
          Use them in your cart.
        </Text>
      )}
    </>
  )
}
