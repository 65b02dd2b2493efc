import type { MeasuredShop } from "../setup/measured-shop"
import { figure, type Figure } from "../figures"
import { estimate, summarise } from "../setup/statistics"

/** Starts of the shop with the plugin, each beside one without. */
export class Starts {
  private readonly withMs: number[] = []
  private readonly withoutMs: number[] = []

  /** Notes one start of each, made one right after the other. */
  note(pair: { with: MeasuredShop; without: MeasuredShop }): void {
    this.withMs.push(pair.with.startMs)
    this.withoutMs.push(pair.without.startMs)
  }

  figure(): Figure {
    return figure(
      "start_ms",
      estimate(this.withMs.map((ms, nth) => ms / (this.withoutMs[nth] ?? NaN))),
      {
        sides: {
          with: summarise(this.withMs),
          without: summarise(this.withoutMs),
        },
      }
    )
  }
}
