/** The one thing that was to be made. @throws Error when nothing was. */
export function only<T>(made: T[]): T {
  const [one] = made
  if (one === undefined) {
    throw new Error("The shop could not be filled")
  }
  return one
}
