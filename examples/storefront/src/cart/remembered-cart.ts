const KEY = "norrsken_cart"

/** Id of the cart that this browser is filling; null if there is none. */
export function rememberedCartId(): string | null {
  return localStorage.getItem(KEY)
}

/** This browser goes on with that cart. */
export function rememberCart(id: string): void {
  localStorage.setItem(KEY, id)
}

/** This browser begins anew. */
export function forgetCart(): void {
  localStorage.removeItem(KEY)
}
