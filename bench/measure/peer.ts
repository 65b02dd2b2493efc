import { figure, type Figure } from "../figures"
import { say } from "../report/progress"
import { completeSome } from "../setup/carts"
import { LOYALTY, makePeerShop } from "../setup/peer-shop"
import { openInstallation, openShop, type Bench } from "../setup/shop"
import { estimate, median, summariseEach } from "../setup/statistics"
import { SIDES } from "../setup/turns"
import { addedMs, playRound, type Round } from "./completions"

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
  const made = await makePeerShop(lifetime)
  if ("why" in made) {
    return { key: "peer_over_redeem", value: null, note: made.why }
  }
  const open = async (name: string, plugins: string[]) =>
    openShop(lifetime, await openInstallation(bench, name, plugins, made))
  const shops = {
    with: await open("peer", [LOYALTY]),
    without: await open("plain-peer", []),
  }
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
  const note = `${statements} statements; ${made.versions}`
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
