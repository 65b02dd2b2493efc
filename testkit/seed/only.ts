/** The only record that a workflow made. @throws Error if the workflow made none. */
export function only<T>(made: T[]): T {
  const [one] = made
  if (one === undefined) {
    throw new Error("The shop could not be filled")
  }
  return one
}
