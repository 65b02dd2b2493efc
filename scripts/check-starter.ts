/**
 * `npm run check:starter -- FOLDER`: brings up Medusa's starter with the packed
 * packages, by `docs/install.md` and `docs/nextjs.md` alone, and buys there in a
 * Chromium: copies and changes files by the page's own commands, type-checks them,
 * builds the storefront for production, and plays an offer that is redeemed, one that
 * is refused, and Engage away. Prints how long each step took. FOLDER is a clone of
 * medusajs/dtc-starter; nothing is written into it. By hand and every week on GitHub,
 * as the starter is no package. Pictures of what the customer sees:
 * artifacts/browser/package.
 *
 * --packages FOLDER  packed packages, by default those of `npm run pack:all`
 * --types            stop after the type check
 * --write            write `edits.patch` of the storefront's package anew instead, of
 *                    the changes by hand that the page shows
 */
import { join } from "node:path"
import { parseArgs } from "node:util"

import { playScenes } from "../demo/scenes/stage"
import { findChromium } from "../integration-tests/browser/support/chromium"
import { startEngage } from "../testkit/engage"
import { ShopLedger } from "../testkit/ledger/shop-ledger"
import { withLifetime, type Lifetime } from "../testkit/lifetime"
import { step } from "../testkit/progress"
import { createDatabase } from "../testkit/shop/database"
import { freePort } from "../testkit/shop/free-port"
import { Mailbox } from "../testkit/shop/mailbox"
import { storefrontUrlAt } from "../testkit/shop/start-storefront"
import { Storefront } from "../testkit/storefront/storefront"
import { bringInOffers, writePatch } from "./check-starter/bring-in"
import { starterScenes } from "./check-starter/scenes"
import { serveBackend, serveStorefront } from "./check-starter/serve"
import { typeErrors } from "./check-starter/type-errors"
import { installWorkspace, type Workspace } from "./check-starter/workspace"
import { packedFolder, tarballsIn } from "./packages/pack"
import { main } from "./run"

const { values, positionals } = parseArgs({
  options: {
    packages: { type: "string", default: packedFolder() },
    types: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
  allowPositionals: true,
})

main(() =>
  withLifetime(async (lifetime) => {
    const [starter] = positionals
    if (!starter) {
      throw new Error("Name the folder of a clone of medusajs/dtc-starter")
    }
    if (values.write) {
      writePatch(join(starter, "apps/storefront"))
      return 0
    }
    if (!values.types) {
      findChromium()
    }
    const packages = tarballsIn(values.packages)
    const workspace = await installWorkspace(lifetime, starter, packages)
    const problems = await bringIn(workspace.storefront)
    for (const problem of problems) {
      console.error(problem)
    }
    if (problems.length > 0 || values.types) {
      return problems.length === 0 ? 0 : 1
    }
    return (await play(lifetime, workspace)) ? 0 : 1
  })
)

/** @returns what TypeScript says that it did not say of the starter alone. */
function bringIn(storefront: string): Promise<string[]> {
  let own: string[] = []
  const compare = async () => {
    own = typeErrors(storefront)
    bringInOffers(storefront)
    return typeErrors(storefront).filter((error) => !own.includes(error))
  }
  return step("offers", compare, ({ length }) => {
    return `${length} problems of types, and ${own.length} of the starter's own`
  })
}

/** @returns whether everything was as the docs say. */
async function play(lifetime: Lifetime, workspace: Workspace) {
  const { url: databaseUrl } = await createDatabase(lifetime)
  const ledger = new ShopLedger(databaseUrl)
  lifetime.onEnd(() => ledger.close())
  const engage = await startEngage()
  lifetime.onEnd(() => engage.close())
  const mailbox = new Mailbox()
  const port = await freePort()
  const storefrontUrl = storefrontUrlAt(port)
  const settings = { databaseUrl, engage, mailbox, storefrontUrl }
  const shop = await serveBackend(lifetime, workspace, settings)
  await serveStorefront(lifetime, workspace.storefront, shop, port)

  const stage = { visitor: Storefront.at(shop), mailbox, engage, ledger }
  const scenes = starterScenes(storefrontUrl)
  const asSaid = await playScenes(lifetime, scenes, stage, shop.log)
  return asSaid === scenes.length
}
