/** Paths of the running kind's files that can share, in two halves. */
export const halves: [string[], string[]]
