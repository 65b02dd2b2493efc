// React 19, by the types of 18: server components and asynchronous transitions.
/// <reference types="react/canary" />

/**
 * What the files here import of Medusa's starter (medusajs/dtc-starter) and of Next.js,
 * with the types that they have there. `npm run check:starter` type-checks the files in
 * the starter itself.
 */
declare module "@lib/config" {
  import type Medusa from "@medusajs/js-sdk"
  export const sdk: Medusa
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

declare module "@modules/common/components/ui" {
  import type { ComponentType, ComponentProps } from "react"
  export const Button: ComponentType<ComponentProps<"button">>
  export const Heading: ComponentType<
    ComponentProps<"h1"> & { level?: "h1" | "h2" | "h3" }
  >
}

declare module "next/cache" {
  export function revalidateTag(tag: string): void
}

declare module "next/navigation" {
  export function redirect(url: string): never
}
