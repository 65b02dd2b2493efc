/** Whether a version of Medusa is of a minor version, or of a newer one. */
export function isAtLeast(
  version: string,
  major: number,
  minor: number
): boolean {
  const [itsMajor = 0, itsMinor = 0] = version.split(".").map(Number)
  return itsMajor > major || (itsMajor === major && itsMinor >= minor)
}
