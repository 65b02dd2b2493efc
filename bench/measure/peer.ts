import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"

import { execute } from "../../testkit/command"
import type { Lifetime } from "../../testkit/lifetime"
import { figure, type Figure } from "../figures"
import { say } from "../report/progress"
import { completeSome } from "../setup/carts"
import { openInstallation, openShop, type Bench } from "../setup/shop"
import { estimate, median, summariseEach } from "../setup/statistics"
import { SIDES } from "../setup/turns"
import { addedMs, playRound, type Round } from "./completions"

/** The plugin that we compare ourselves with, and its newest version. */
const LOYALTY = "@medusajs/loyalty-plugin"
const VERSION = "2.21.1"

/**
 * Installs the loyalty plugin below this repository, so that Node finds our Medusa.
 * @returns the plugin's folder.
 */
async function installLoyalty(lifetime: Lifetime): Promise<string> {
  const folder = resolve(__dirname, "../../artifacts/peer")
  mkdirSync(folder, { recursive: true })
  await execute(
    lifetime,
    { cwd: folder },
    "npm",
    ...["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund"],
    // It asks for exactly the Medusa of its own version.
    ...["--legacy-peer-deps", "--ignore-scripts", `${LOYALTY}@${VERSION}`]
  )
  return join(folder, "node_modules", LOYALTY)
}

/**
 * What the official loyalty plugin adds to a cart with a gift card, over what we
 * add to one with an offer.
 *
 * @param ours what we add, in milliseconds, of each round.
 */
export async function measurePeer(
  bench: Bench,
  ours: number[]
): Promise<Figure> {
  const { lifetime, sizes } = bench
  const { peer } = sizes
  say("a shop with the loyalty plugin")
  let plugin: string
  try {
    plugin = await installLoyalty(lifetime)
  } catch (error) {
    const [why] = (error as Error).message.split("\n").slice(-1)
    const note = `it could not be installed: ${why}`
    return { key: "peer_over_redeem", value: null, note }
  }
  const open = async (plugins: string[]) =>
    openShop(lifetime, await openInstallation(bench, plugins))
  const shops = { with: await open([plugin]), without: await open([]) }
  const carts = { with: "gift_card", without: "bare" } as const
  for (const side of SIDES) {
    await completeSome(shops[side], carts[side], peer.warmUp)
  }
  const rounds: Round[] = []
  for (let round = 0; round < peer.rounds; round++) {
    say(`the loyalty plugin, round ${round + 1} of ${peer.rounds}`)
    rounds.push(await playRound(shops, carts, 4))
  }
  await shops.with.server.kill()
  await shops.without.server.kill()

  const theirs = addedMs(rounds)
  const sides = summariseEach(ours.length ? { theirs, ours } : { theirs })
  const statements =
    median(rounds.flatMap((round) => round.with.statements)) -
    median(rounds.flatMap((round) => round.without.statements))
  const note = `${statements} statements; ${LOYALTY} ${VERSION}`
  if (!ours.length) {
    return {
      key: "peer_over_redeem",
      value: null,
      sides,
      note: `what we add was not measured in this run; ${note}`,
    }
  }
  return figure(
    "peer_over_redeem",
    estimate(theirs.map((ms) => ms / median(ours))),
    { sides, note }
  )
}
