import type { EngageMisconfigured, EngageUnavailable } from "./engage/types"
import { Remembered } from "./remembered"

/** Most answers, and most failures, remembered. */
const MOST_ANSWERS = 1_000

/**
 * For how long a failure answers the same question again at most, in seconds: the
 * parts of one page ask one after another, and each part would wait.
 */
const FAILURE_SECONDS = 5

type Failure = EngageUnavailable | EngageMisconfigured

/** How long a reader waits, and for which answer. */
type Reading = {
  /** In milliseconds. Default: to the end of the call. */
  waitMs?: number
  /** Staff ask: a recent answer will not do. */
  anew?: boolean
}

/**
 * Engage's recent answers in this process, by question: the pages of one visit ask
 * the same again and again, and a page that opens may ask several times at once. In
 * memory on purpose, as the answers are personal and not ours to store.
 */
export class RecentAnswers<Answer extends { kind: string }> {
  private readonly kept = new Remembered<Answer>(MOST_ANSWERS)
  private readonly failures = new Remembered<Answer | EngageUnavailable>(
    MOST_ANSWERS
  )
  /** The latest call under way for a question. */
  private readonly calls = new Map<string, Promise<Answer>>()

  constructor(
    private readonly rules: {
      /** For how long an answer is kept. 0: no answer is kept. */
      seconds: number
      /** For how long a failure is kept at most. 0: no failure is kept. */
      failureSeconds: number
      /** Which answers are worth keeping. */
      isKept: (answer: Answer) => boolean
    }
  ) {}

  /**
   * A recent answer, else the answer to the call under way, else the answer to a
   * new call. A call that failed a moment ago is not made again. Waits no longer
   * than a page can: the call itself goes on, and if Engage is slow every time, the
   * customer's next page shows the late answer.
   *
   * @returns also `unavailable`, if no answer comes in time.
   */
  async read(
    key: string,
    ask: () => Promise<Answer>,
    { waitMs, anew = false }: Reading = {}
  ): Promise<Answer | EngageUnavailable> {
    const recent = anew ? undefined : this.kept.get(key)
    const known = recent ?? this.failures.get(key)
    if (known) {
      return known
    }
    const call = this.share(key, ask).then((answer) => {
      if (isFailure(answer)) {
        this.keepFailure(key, answer)
      }
      return answer
    })
    if (waitMs === undefined) {
      return call
    }
    let timer: NodeJS.Timeout | undefined
    const timeIsUp = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, waitMs, null)
    })
    try {
      const answer = await Promise.race([call, timeIsUp])
      if (!answer) {
        this.keepFailure(key, NOT_IN_TIME)
      }
      return answer ?? NOT_IN_TIME
    } finally {
      clearTimeout(timer)
    }
  }

  /** The answer to the call under way, else the answer to a new call. */
  share(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    return this.calls.get(key) ?? this.ask(key, ask)
  }

  /** Asks anew, and keeps the answer. */
  async ask(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const call = ask()
    // An older answer must not overwrite a later call's, nor come back after
    // `forget`.
    const isLatest = () => this.calls.get(key) === call
    this.calls.set(key, call)
    try {
      const answer = await call
      if (isLatest()) {
        this.keep(key, answer)
      }
      if (!isFailure(answer)) {
        this.failures.delete(key)
      }
      return answer
    } finally {
      if (isLatest()) {
        this.calls.delete(key)
      }
    }
  }

  /** To be called after a call of ours changed the answer in Engage. */
  forget(key: string): void {
    this.kept.delete(key)
    this.calls.delete(key)
  }

  private keep(key: string, answer: Answer): void {
    this.kept.delete(key)
    const { seconds, isKept } = this.rules
    if (seconds > 0 && isKept(answer)) {
      this.kept.set(key, answer, seconds)
    }
  }

  private keepFailure(key: string, failure: Answer | EngageUnavailable): void {
    const seconds = Math.min(FAILURE_SECONDS, this.rules.failureSeconds)
    this.failures.set(key, failure, seconds)
  }
}

const NOT_IN_TIME: EngageUnavailable = {
  kind: "unavailable",
  httpStatus: null,
  retryAfterMs: null,
}

/** Whether Engage gave no answer that can be used. */
function isFailure({ kind }: { kind: string }): boolean {
  return (
    kind === ("unavailable" satisfies Failure["kind"]) ||
    kind === ("misconfigured" satisfies Failure["kind"])
  )
}
