import { listOffers } from "@lib/data/offers"
import type { HttpTypes } from "@medusajs/types"
import { Suspense, type ComponentType } from "react"

type Props = {
  cart: HttpTypes.StoreCart
  /** What has the discount box in it. */
  as: ComponentType<{ cart: HttpTypes.StoreCart }>
}

/** The discount box without the codes of offers, which no customer can type in. */
export default function WithoutOffers({ cart, as: Summary }: Props) {
  return (
    <Suspense fallback={<Summary cart={{ ...cart, promotions: [] }} />}>
      <TypedInCodes cart={cart} as={Summary} />
    </Suspense>
  )
}

async function TypedInCodes({ cart, as: Summary }: Props) {
  const { applied } = await listOffers(cart.id)
  const ofOffers = applied.map(({ promotion_code }) => promotion_code)
  const promotions = cart.promotions?.filter(
    ({ code }) => !ofOffers.includes(code ?? null)
  )
  return <Summary cart={{ ...cart, promotions }} />
}
