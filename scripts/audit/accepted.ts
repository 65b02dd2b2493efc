import type { AcceptedAdvisory } from "./judge"

/** Advisories on what we ship that do no harm here. None at the moment. */
export const ACCEPTED: AcceptedAdvisory[] = []
