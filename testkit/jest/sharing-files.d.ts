/** Paths of the `http` files that can share a shop, in two halves. */
export const halves: [string[], string[]]
