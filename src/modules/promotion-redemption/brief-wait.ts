import type { EngageMisconfigured, EngageUnavailable } from "./engage/types"

/**
 * For how long a failure answers whoever asks for the same again, in seconds: the
 * parts of one page ask one after another, and each would wait.
 */
export const FAILURE_SECONDS = 5

/** Failures kept at most; the oldest go first. */
const MOST_FAILURES = 1_000

type Failure = EngageUnavailable | EngageMisconfigured

/**
 * Waits for an answer of Engage no longer than a page can. The call itself is not
 * cut short: Engage may be slow every time, and then the late answer is what the
 * customer's next page shows.
 */
export class BriefWait<Answer extends { kind: string }> {
  private readonly failures = new Map<
    string,
    { failure: Answer | EngageUnavailable; until: number }
  >()

  /** @param seconds for how long a failure is remembered; 0: not at all. */
  constructor(private readonly seconds: number) {}

  /**
   * The answer, or that there is none in time. A failure that is remembered is the
   * answer at once, and nothing is asked.
   *
   * @param key tells what is asked for.
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

  /** Something has been learned since: the next one who asks is to have it. */
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

function isFailure({ kind }: { kind: string }): boolean {
  return (
    kind === ("unavailable" satisfies Failure["kind"]) ||
    kind === ("misconfigured" satisfies Failure["kind"])
  )
}
