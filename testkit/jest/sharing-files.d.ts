/** Paths of the files of `http` that can share a shop, in two halves. */
export const halves: [string[], string[]]
