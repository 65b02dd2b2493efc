/**
 * The times of the matrix, in milliseconds. They stand to each other as the real
 * ones do: Engage's limit (4.5 s) is shorter than the customer's wait (6 s), and
 * that is much shorter than the longest call (60 s).
 */
export const TIMING = {
  /** After which Engage gives up what it has not saved. */
  engageLimit: 1_000,
  /** The option `checkoutWaitMs`. */
  customersWait: 3_000,
  /** The option `timeoutMs`. */
  longestCall: 16_000,
}

/**
 * How long an answer takes, in milliseconds. What comes after the customer's wait
 * leaves a busy machine the time to look at the ledger before.
 */
export const DELAYS = {
  withinEngageLimit: 300,
  beyondEngageLimit: 1_300,
  beyondCustomersWait: 11_000,
  beyondLongestCall: 18_000,
}
