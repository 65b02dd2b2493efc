/** The same names as in Medusa's own starter. */
export const TOKEN = "_medusa_jwt"
export const CART_ID = "_medusa_cart_id"
export const CACHE_ID = "_medusa_cache_id"
