import { Anchor, Text } from "@mantine/core"
import { Link } from "react-router-dom"

import { useCustomer } from "../customer/use-customer"
import type { Cart } from "../shop/types"
import { OfferList } from "./offer-list"
import { UsableOffer } from "./usable-offer"
import { useCartOffers } from "./use-offers"

/** The customer's offers, to be used on the cart. */
export function YourOffers({ cart }: { cart: Cart }) {
  const { data: customer, isPending } = useCustomer()
  const offers = useCartOffers(cart.id)

  if (!isPending && !customer) {
    return (
      <Text mt="xs">
        <Anchor
          component={Link}
          to="/sign-in"
          state={{ backTo: "/cart" }}
          underline="always"
        >
          Sign in
        </Anchor>{" "}
        to see the offers that are yours, and use them here.
      </Text>
    )
  }
  return (
    <OfferList offers={offers}>
      {(offer) => (
        <UsableOffer key={offer.assignment_id} offer={offer} cartId={cart.id} />
      )}
    </OfferList>
  )
}
