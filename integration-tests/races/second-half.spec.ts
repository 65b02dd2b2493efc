import { raceSuite } from "./race-suite"

// A whole run takes two shops, as one shop uses one core. `jest.config.js` leaves
// this file out of a sample, and out of a run of pairs that were named.
raceSuite(1)
