import type { EngageSandbox } from "../../src/sandbox"
import type { Customer } from "./customers"
import type { Fleet } from "./fleet"
import type { CampaignLedger } from "./ledger"
import type { Moment } from "./moments"
import type { Catalogue, Purchase } from "./purchases"
import type { Random } from "./random"

/** What every part of the campaign works with. */
export type Campaign = {
  fleet: Fleet
  engage: EngageSandbox
  ledger: CampaignLedger
  random: Random
  catalogue: Catalogue
  customers: Customer[]
}

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
