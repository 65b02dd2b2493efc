const WINDOW_MS = 1000

/** Counts the calls of the last second. */
export class RateLimit {
  private readonly arrivals: number[] = []

  /** @param now A clock in milliseconds that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * Counts a call, unless the second already has the maximum.
   * @returns Whether the call may go on.
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

  /** Removes all counted calls. */
  clear(): void {
    this.arrivals.length = 0
  }
}
