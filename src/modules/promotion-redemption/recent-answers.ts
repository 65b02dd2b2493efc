import { BriefWait, FAILURE_SECONDS, isFailure } from "./brief-wait"

/** Most answers kept; those asked for longest ago are dropped first. */
const MOST_ANSWERS = 1_000

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
  private readonly kept = new Map<
    string,
    { answer: Answer; expiresAt: number }
  >()
  /** The latest call under way for a question. */
  private readonly calls = new Map<string, Promise<Answer>>()
  private readonly waits: BriefWait<Answer>

  constructor(
    private readonly rules: {
      /** For how long an answer is kept. 0: no answer is kept. */
      seconds: number
      /** For how long a failure is kept at most. */
      failureSeconds: number
      /** Which answers are worth keeping. */
      isKept: (answer: Answer) => boolean
    }
  ) {
    this.waits = new BriefWait(Math.min(FAILURE_SECONDS, rules.failureSeconds))
  }

  /**
   * A recent answer, else the answer to the call under way, else the answer to a
   * new call. A call that failed a moment ago is not made again.
   *
   * @returns also `unavailable`, if no answer comes in time.
   */
  async read(
    key: string,
    ask: () => Promise<Answer>,
    { waitMs, anew = false }: Reading = {}
  ): ReturnType<BriefWait<Answer>["answer"]> {
    const recent = this.kept.get(key)
    return !anew && recent && recent.expiresAt > Date.now()
      ? recent.answer
      : this.waits.answer(key, waitMs ?? null, () => this.share(key, ask))
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
        this.waits.forget(key)
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
    if (seconds === 0 || !isKept(answer)) {
      return
    }
    this.kept.set(key, { answer, expiresAt: Date.now() + seconds * 1000 })
    if (this.kept.size > MOST_ANSWERS) {
      const [oldest] = this.kept.keys()
      this.kept.delete(oldest as string)
    }
  }
}
