// React 19, by the types of 18: server components and asynchronous transitions.
/// <reference types="react/canary" />

/**
 * What samples import of Medusa's starter (medusajs/dtc-starter) and of Next.js, with
 * the types that they have there.
 */
declare module "@lib/config" {
  export { sdk } from "@/lib/sdk"
}

declare module "@lib/data/cart" {
  import type { HttpTypes } from "@medusajs/types"
  export function retrieveCart(
    cartId?: string,
    fields?: string
  ): Promise<HttpTypes.StoreCart | null>
}

declare module "@lib/data/cookies" {
  export function getAuthHeaders(): Promise<
    { authorization: string } | Record<string, never>
  >
  export function getCacheTag(tag: string): Promise<string>
  export function getCartId(): Promise<string | undefined>
  export function removeCartId(): Promise<void>
}

/** Of `docs/nextjs.md` itself. */
declare module "@lib/data/offers" {
  import type {
    EngageOffers,
    StoreOrderEngagePromotion,
  } from "medusa-plugin-voyado-engage-storefront"
  type Changed = Promise<{ sentence: string }>
  export function listOffers(cartId: string): Promise<EngageOffers>
  export function listOrderOffers(
    orderId: string
  ): Promise<StoreOrderEngagePromotion[]>
  export function applyOffer(assignmentId: string): Changed
  export function removeOffer(assignmentId: string): Changed
}

declare module "@modules/common/components/ui" {
  import type { ComponentType, ComponentProps } from "react"
  export const Button: ComponentType<ComponentProps<"button">>
  export const Heading: ComponentType<
    ComponentProps<"h1"> & { level?: "h1" | "h2" | "h3" }
  >
}

/** Of `docs/nextjs.md` itself. */
declare module "@modules/offers/offer-button" {
  import type { StoreEngagePromotion } from "medusa-plugin-voyado-engage-storefront"
  import type { ReactElement } from "react"
  export default function OfferButton(props: {
    offer: StoreEngagePromotion
  }): ReactElement
}

declare module "next/cache" {
  export function revalidateTag(tag: string): void
}

declare module "next/navigation" {
  export function redirect(url: string): never
}
