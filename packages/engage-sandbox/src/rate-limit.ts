const WINDOW_MS = 1000

/** Counts calls in the second that has just passed. */
export class RateLimit {
  private readonly arrivals: number[] = []

  /** @param now A clock in milliseconds that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Counts a call, unless there are too many already.
   * @returns Whether the call is let through.
   */
  take(callsPerSecond: number): boolean {
    const now = this.now()
    const first = this.arrivals.findIndex((time) => now - time < WINDOW_MS)
    this.arrivals.splice(0, first < 0 ? this.arrivals.length : first)
    if (this.arrivals.length < callsPerSecond) {
      this.arrivals.push(now)
      return true
    }
    return false
  }

  /** Forgets the calls so far. */
  clear(): void {
    this.arrivals.length = 0
  }
}
