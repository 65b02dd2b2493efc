import { listOrderOffers } from "@lib/data/offers"

/** The names of an order's offers. */
export default async function OrderOffers({ orderId }: { orderId: string }) {
  const offers = await listOrderOffers(orderId)
  const names = offers.map(({ promotion_code, name }) => name ?? promotion_code)
  return names.length > 0 && <p>Your offers: {names.join(", ")}</p>
}
