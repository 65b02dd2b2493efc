/** The page whose commands `sandbox.spec.ts` plays, in their order. */
export const PLAYED_PAGE = "docs/testing.md"
