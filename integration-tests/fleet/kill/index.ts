/**
 * `npm run test:kill -- 300`: kills servers of a shop at random moments, so many
 * times, and holds what is left against what the plugin promises. 30 times by
 * default. KILL_SEED repeats a campaign's choices.
 */
import { withLifetime, type Lifetime } from "../../../testkit/lifetime"
import { main } from "../../../scripts/run"
import { killDuringBackgroundRun } from "./background-kill"
import { buyAgain } from "./buy-again"
import { killDuringCheckout } from "./checkout-kill"
import {
  createDurableDatabase,
  type RunDatabase,
} from "../../../testkit/shop/database"
import { Fleet, type Campaign } from "./fleet"
import { openScene } from "../open-scene"
import {
  completeWithFullPool,
  restartPostgresDuringCheckout,
} from "./other-trials"
import { judge } from "../../../testkit/promises/judge"
import {
  settle,
  underWay,
  untilAnswered,
} from "../../../testkit/promises/settle"
import { Tally, type Trial } from "./tally"

const DEFAULT_KILLS = 30

/** Kills between two settlements; every third hits a background run. */
const KILLS_AT_A_TIME = 6

const SERVERS = ["a", "b", "c"]
const CUSTOMERS = 10

async function open(
  lifetime: Lifetime,
  { url: databaseUrl }: RunDatabase,
  seed: number
): Promise<Campaign> {
  let fleet!: Fleet
  const scene = await openScene(lifetime, {
    ...{ databaseUrl, seed, customers: CUSTOMERS },
    start: (settings) => {
      fleet = new Fleet(lifetime, settings)
      return fleet.open(SERVERS)
    },
  })
  return { ...scene, fleet, ready: () => fleet.atLeast(1) }
}

/** Lets trials settle, and judges each by its own purchases. */
async function close(campaign: Campaign, trials: Trial[], tally: Tally) {
  await Promise.all(trials.map(({ answered }) => answered))
  const purchases = trials.flatMap((trial) => trial.purchases)
  await settle(campaign, purchases)
  for (const trial of trials) {
    const settled = await judge(campaign, trial.purchases)
    const stuck = await buyAgain(campaign, trial.purchases)
    await untilAnswered(campaign, trial.purchases)
    if ((await underWay(campaign, trial.purchases)).length) {
      await settle(campaign, trial.purchases)
    }
    const inTheEnd = await judge(campaign, trial.purchases)
    const violations = [
      ...new Set([...settled.violations, ...stuck, ...inTheEnd.violations]),
    ]
    tally.add(trial, { ...inTheEnd, violations })
  }
  campaign.engage.clearCalls()
}

main(() =>
  withLifetime(async (lifetime) => {
    const kills = Number(process.argv[2] ?? DEFAULT_KILLS)
    if (!Number.isInteger(kills) || kills < 1) {
      throw new Error("Say how often to kill: npm run test:kill -- 300")
    }
    const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
    console.log(`\nKill campaign: ${kills} kills, KILL_SEED=${seed}`)
    const database = await createDurableDatabase(lifetime)
    const campaign = await open(lifetime, database, seed)
    const { engage, random, fleet } = campaign
    console.log(`Postgres: ${database.where}; ${SERVERS.length} servers\n`)
    const tally = new Tally()

    for (let done = 0; done < kills;) {
      engage.configure({ listRedeemed: random.pick(["keep", "drop"]) })
      const trials: Trial[] = []
      for (; done < kills && trials.length < KILLS_AT_A_TIME; done++) {
        trials.push(
          done % 3 === 2
            ? await killDuringBackgroundRun(campaign)
            : await killDuringCheckout(campaign, done - Math.floor(done / 3))
        )
      }
      await close(campaign, trials, tally)
      tally.print(done, kills)
    }

    const others: Trial[] = []
    if (database.restart) {
      for (const how of ["restart", "crash"] as const) {
        others.push(
          await restartPostgresDuringCheckout(campaign, database.restart, how)
        )
      }
    } else {
      console.log("Postgres is not restarted: it is the one in DATABASE_URL")
    }
    others.push(await completeWithFullPool(campaign))
    await close(campaign, others, tally)

    if (fleet.collapsed.length) {
      console.log(`\nServers that ended by themselves:\n${fleet.collapsed}`)
    }
    tally.print(kills, kills)
    return tally.failed ? 1 : 0
  })
)
