import type { EngageMisconfigured, EngageUnavailable } from "./engage/types"

/**
 * For how long a failure answers the same question again, in seconds: the parts of
 * one page ask one after another, and each part would wait.
 */
export const FAILURE_SECONDS = 5

/** Most failures kept; the oldest are dropped first. */
const MOST_FAILURES = 1_000

type Failure = EngageUnavailable | EngageMisconfigured

/**
 * Waits for Engage's answer no longer than a page can. The call itself goes on: if
 * Engage is slow every time, the customer's next page shows the late answer.
 */
export class BriefWait<Answer extends { kind: string }> {
  private readonly failures = new Map<
    string,
    { failure: Answer | EngageUnavailable; until: number }
  >()

  /** @param seconds for how long a failure is remembered; 0: not at all. */
  constructor(private readonly seconds: number) {}

  /**
   * The answer, or `unavailable` if no answer comes in time. A remembered failure
   * is the answer at once, without a call.
   *
   * @param key tells the questions apart.
   * @param waitMs in milliseconds; null: to the end of the call.
   */
  async answer(
    key: string,
    waitMs: number | null,
    ask: () => Promise<Answer>
  ): Promise<Answer | EngageUnavailable> {
    const known = this.failures.get(key)
    if (known && known.until > Date.now()) {
      return known.failure
    }
    const call = ask().then((answer) => {
      this.forget(key)
      if (isFailure(answer)) {
        this.remember(key, answer)
      }
      return answer
    })
    if (waitMs === null) {
      return call
    }
    let timer: NodeJS.Timeout | undefined
    const timeIsUp = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, waitMs, null)
    })
    try {
      const answer = await Promise.race([call, timeIsUp])
      return answer ?? this.remember(key, NOT_IN_TIME)
    } finally {
      clearTimeout(timer)
    }
  }

  /** To be called after news for the key: the next caller asks again. */
  forget(key: string): void {
    this.failures.delete(key)
  }

  private remember<F extends Answer | EngageUnavailable>(
    key: string,
    failure: F
  ): F {
    this.failures.delete(key)
    this.failures.set(key, {
      failure,
      until: Date.now() + this.seconds * 1000,
    })
    if (this.failures.size > MOST_FAILURES) {
      const [oldest] = this.failures.keys()
      this.failures.delete(oldest as string)
    }
    return failure
  }
}

const NOT_IN_TIME: EngageUnavailable = {
  kind: "unavailable",
  httpStatus: null,
  retryAfterMs: null,
}

/** Whether Engage gave no answer that can be used. */
export function isFailure({ kind }: { kind: string }): boolean {
  return (
    kind === ("unavailable" satisfies Failure["kind"]) ||
    kind === ("misconfigured" satisfies Failure["kind"])
  )
}
