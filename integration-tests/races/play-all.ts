import { limitOf } from "./known-limits"
import { nameOf, type Case, type Wish } from "./plan"
import { describeFound, describeTally, say } from "./report"
import { emptyTally, Races, type Found } from "./run"
import { openLane, type Stage } from "./scene"

/** How many carts are raced on at a time, each with customers of its own. */
const LANES = Number(process.env.RACES_LANES ?? 4)

/** Time between two words about how far it is. */
const WORD_EVERY_MS = 20_000

/**
 * Plays cases until there are no more, or until time is up, and tells of it.
 * @returns what was found, but what is known of Medusa.
 */
export async function playAll(
  stage: Stage,
  wish: Wish,
  cases: Case[]
): Promise<Found[]> {
  const tally = emptyTally()
  const races = new Races(stage, tally)
  const end = wish.minutes ? Date.now() + wish.minutes * 60_000 : Infinity
  const broken: Case[] = []
  let next = 0
  let told = 0
  let spoken = Date.now()
  say(`races: seed ${wish.seed}, ${cases.length} cases`)
  const playLane = async (number: number) => {
    const lane = await openLane(stage, number)
    while (next < cases.length && Date.now() < end) {
      const met = cases[next++] as Case
      await races.run(lane, met).catch((error: unknown) => {
        say(`${nameOf(met)} could not be played: ${String(error)}`)
        broken.push(met)
      })
      for (const found of tally.found.slice(told)) {
        say(describeFound(found, wish))
      }
      told = tally.found.length
      if (Date.now() > spoken + WORD_EVERY_MS) {
        spoken = Date.now()
        say(`${next} of ${cases.length}: ${describeTally(tally, wish)}`)
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, lane) => playLane(lane)))
  for (const [refusal, times] of [...tally.refusals].sort()) {
    say(`  ${times} × ${refusal}`)
  }
  say(describeTally(tally, wish))
  if (broken.length) {
    throw new Error(`Not played: ${broken.map(nameOf).join("; ")}`)
  }
  return tally.found.filter((found) => !limitOf(found))
}
