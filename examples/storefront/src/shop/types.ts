import type { sdk } from "./sdk"

type Answer<Call extends (...args: never[]) => Promise<unknown>> = Awaited<
  ReturnType<Call>
>

type Store = typeof sdk.store

export type Cart = Answer<Store["cart"]["retrieve"]>["cart"]
export type CartItem = NonNullable<Cart["items"]>[number]
export type Order = Answer<Store["order"]["retrieve"]>["order"]
export type Product = Answer<Store["product"]["retrieve"]>["product"]
export type Region = Answer<Store["region"]["retrieve"]>["region"]
export type ShippingOption = Answer<
  Store["fulfillment"]["listCartOptions"]
>["shipping_options"][number]
