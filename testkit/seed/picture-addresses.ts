/** Address of a product's picture, which the example storefront serves. */
export function productPicture(storefrontUrl: string, handle: string): string {
  return `${storefrontUrl}/products/${handle}.svg`
}

/** Address of an offer's picture, which the example storefront serves. */
export function offerPicture(storefrontUrl: string, name: string): string {
  return `${storefrontUrl}/offers/${name}.svg`
}
