import type { Purchase } from "../../../testkit/purchases/purchases"
import type { Scene } from "../../../testkit/purchases/scene"
import type { Fleet } from "./fleet"
import type { Moment } from "./moments"

/** What every part of the campaign works with. */
export type Campaign = Scene & { fleet: Fleet }

/** Something that was done to the shop, to be judged once all has settled. */
export type Trial = {
  name: string
  purchases: Purchase[]
  /** Where the completions, or the job's rows, were hit. */
  moments: Moment[]
  /** Settles when every customer has an answer or has lost the connection. */
  answered: Promise<unknown>
  /** What is wrong already. */
  violations: string[]
}
