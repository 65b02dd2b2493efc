import type { Action } from "./actions"
import { findUnexplained } from "./expected"
import type { Point } from "./gates"
import type { Case } from "./plan"
import { play, type Meeting, type Played } from "./play"
import { startOf, type Lane, type Stage } from "./scene"

/** What a meeting has left that it must not leave. */
export type Found = {
  met: Pick<Case, "actions" | "captures">
  /** Where the first action was held; null: at once. */
  point: Point | null
  played: Played
  /** Orders of the actions, none of which comes to the same; null: one does. */
  unexplained: Played[] | null
}

/** Plays cases, and remembers what sequences of actions come to. */
export class Races {
  readonly found: Found[] = []
  private readonly sequences = new Map<string, Promise<Played>>()
  /** One race with the job at a time: the job sees to the carts of all. */
  private jobs: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly stage: Stage,
    private readonly tell: (found: Found) => void,
    private readonly plain = false
  ) {}

  /** Plays a case: once at once, or once for each point of its first action. */
  async run(lane: Lane, met: Case): Promise<void> {
    if (!met.actions.some(({ name }) => name === "the job")) {
      return this.runAlone(lane, met)
    }
    const turn = this.jobs.then(() => this.runAlone(lane, met))
    this.jobs = turn.catch(() => undefined)
    return turn
  }

  private async runAlone(lane: Lane, met: Case): Promise<void> {
    const { actions, way, apart_ms } = met
    if (way === "at once") {
      return this.meet(lane, met, { kind: "at once", apart_ms }, null)
    }
    const { points } = await this.sequence(lane, met, actions)
    for (const [at, point] of points.entries()) {
      await this.meet(lane, met, { kind: "gated", at }, point)
    }
  }

  private async meet(
    lane: Lane,
    met: Case,
    meeting: Meeting,
    point: Point | null
  ): Promise<void> {
    const { actions, captures, buys } = met
    const setting = { captures, buys, cast: actions, plain: this.plain }
    const played = await play(this.stage, lane, actions, meeting, setting)
    const unexplained = await findUnexplained(actions, played, (order) =>
      this.sequence(lane, met, order)
    )
    if (unexplained || played.faults.length) {
      this.note({ met, point, played, unexplained })
    }
  }

  private note(found: Found): void {
    this.found.push(found)
    this.tell(found)
  }

  /** What actions come to one after another; played once. */
  private sequence(
    lane: Lane,
    { actions: cast, captures }: Case,
    order: Action[]
  ): Promise<Played> {
    // Which card the shopper has matters only where it is charged.
    const key = [
      startOf(cast),
      cast.some(({ code }) => code),
      cast.some(({ charges }) => charges) && captures,
      order.map(({ name }) => name).join(),
    ].join("|")
    const known = this.sequences.get(key)
    if (known) {
      return known
    }
    const meeting = { kind: "sequence" } as const
    const setting = { captures, cast, plain: this.plain, buys: false }
    const playing = play(this.stage, lane, order, meeting, setting).then(
      (played) => {
        const met = { actions: order, captures }
        const point = "one after another"
        if (played.faults.length) {
          this.note({ met, point, played, unexplained: null })
        }
        return played
      }
    )
    this.sequences.set(key, playing)
    playing.catch(() => this.sequences.delete(key))
    return playing
  }
}
