import type { MeasuredShop } from "../setup/measured-shop"
import { figure, type Figure } from "../figures"
import { estimate, summarise } from "../setup/statistics"
import type { Pair } from "../setup/turns"

type Start = MeasuredShop["start"]

/** Starts of the shop with the plugin, each beside one without. */
export class Starts {
  private readonly pairs: Pair<Start>[] = []

  /** Notes one start of each, made one right after the other. */
  note(pair: Pair<MeasuredShop>): void {
    this.pairs.push({ with: pair.with.start, without: pair.without.start })
  }

  figure(): Figure {
    const ratio = (of: (start: Start) => number) =>
      estimate(this.pairs.map((pair) => of(pair.with) / of(pair.without)))
    const all = (side: keyof Pair<Start>) =>
      summarise(this.pairs.map((pair) => pair[side].wallMs))
    return figure(
      "start_ms",
      ratio(({ wallMs }) => wallMs),
      {
        sides: { with: all("with"), without: all("without") },
        cpu: ratio(({ cpuMs }) => cpuMs),
      }
    )
  }
}
