import type { StoreApi } from "./store-api"

/** The fields of a cart that this storefront shows. */
export type Cart = {
  id: string
  currency_code: string
  /** In major units, like all amounts. */
  total: number
  discount_total: number
  promotions: { code: string }[]
}

const ADDRESS = {
  first_name: "Norrsken",
  last_name: "Customer",
  address_1: "Storgatan 1",
  postal_code: "981 31",
  city: "Kiruna",
  country_code: "se",
}

/** Puts a product into a new cart, for home delivery. */
export async function fillCart(
  api: StoreApi,
  { handle, currency_code }: { handle: string; currency_code: string }
): Promise<Cart> {
  const { regions } = await api.get<{
    regions: { id: string; currency_code: string }[]
  }>("/store/regions")
  const region = regions.find((one) => one.currency_code === currency_code)
  const { products } = await api.get<{
    products: { variants: { id: string }[] }[]
  }>(`/store/products?handle=${handle}`)
  const variant = products[0]?.variants[0]
  if (!region || !variant) {
    throw new Error(`The shop does not sell ${handle} in ${currency_code}`)
  }

  return openCart(api, { region_id: region.id, variant_id: variant.id })
}

/** A new cart's contents and data. */
export type CartInput = {
  region_id: string
  variant_id: string
  email?: string
  metadata?: Record<string, unknown>
}

/** Makes a cart with one product, for home delivery. */
export async function openCart(
  api: StoreApi,
  { variant_id, ...rest }: CartInput
): Promise<Cart> {
  const { cart } = await api.post<{ cart: Cart }>("/store/carts", {
    ...rest,
    items: [{ variant_id, quantity: 1 }],
    shipping_address: ADDRESS,
  })
  return chooseDelivery(api, cart.id)
}

/** The current cart. */
export async function getCart(api: StoreApi, id: string): Promise<Cart> {
  const { cart } = await api.get<{ cart: Cart }>(`/store/carts/${id}`)
  return cart
}

async function chooseDelivery(api: StoreApi, cartId: string): Promise<Cart> {
  const { shipping_options } = await api.get<{
    shipping_options: { id: string }[]
  }>(`/store/shipping-options?cart_id=${cartId}`)
  const { cart } = await api.post<{ cart: Cart }>(
    `/store/carts/${cartId}/shipping-methods`,
    { option_id: shipping_options[0]?.id }
  )
  return cart
}
