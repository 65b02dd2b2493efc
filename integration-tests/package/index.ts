/**
 * `npm run test:package`: installs the packed plugin into a fresh shop without
 * flags and by `docs/install.md`, builds and starts that shop as in production, and
 * plays the three checkouts of the demo there.
 *
 * --packages FOLDER  packed packages, as `npm run pack:all` leaves them; without it
 *                    they are built and packed
 * --medusa VERSION   the shop's Medusa; by default the project's own
 * --with NAME        what installs its packages: npm, the default, pnpm or yarn
 * --browser          put a Next.js storefront before it by `docs/nextjs.md`, and say
 *                    how long it took to the first redeemed order; look at the
 *                    shop's admin. In a Chromium
 * --loyalty          then put @medusajs/loyalty-plugin beside it: a gift card and an
 *                    offer on one cart, in either order of the two plugins. Its
 *                    version is that of the shop's Medusa, by default the newest
 */
import { join } from "node:path"
import { parseArgs } from "node:util"

import { startEngage } from "../../testkit/engage"
import { ShopLedger } from "../../testkit/ledger/shop-ledger"
import { Lifetime, withLifetime } from "../../testkit/lifetime"
import { away } from "../../demo/scenes/away"
import { redeemed } from "../../demo/scenes/redeemed"
import { refused } from "../../demo/scenes/refused"
import { playScenes, type Scene } from "../../demo/scenes/stage"
import { freePort } from "../../testkit/shop/free-port"
import { Mailbox } from "../../testkit/shop/mailbox"
import {
  serveBuilt,
  storefrontUrlAt,
} from "../../testkit/shop/start-storefront"
import { createDatabase } from "../../testkit/shop/database"
import { Storefront } from "../../testkit/storefront/storefront"
import { step } from "../../testkit/progress"
import { main } from "../../scripts/run"
import { version as medusaVersion } from "@medusajs/medusa/package.json"
import { findChromium } from "../browser/support/chromium"
import { firstOrder } from "./first-order"
import {
  fillShop,
  prepareShop,
  shopEnvironment,
  startBuiltShop,
} from "./fresh-shop"
import { inTheAdmin } from "./in-the-admin"
import {
  furnishWithLoyalty,
  inOrder,
  loyaltyScenes,
  NEWEST_LOYALTY,
  PLUGINS,
} from "./loyalty/beside-loyalty"
import { packageManagerOf } from "./package-manager"

const SCENES = [redeemed, refused, away]

const { values } = parseArgs({
  options: {
    packages: { type: "string" },
    medusa: { type: "string" },
    with: { type: "string", default: "npm" },
    browser: { type: "boolean", default: false },
    loyalty: { type: "boolean", default: false },
  },
})

const medusa =
  values.medusa ?? (values.loyalty ? NEWEST_LOYALTY : medusaVersion)

main(() =>
  withLifetime(async (lifetime) => {
    if (values.browser) {
      findChromium()
    }
    const { shop, storefront, startedAt } = await prepareShop(lifetime, {
      medusa,
      storefront: values.browser,
      packageManager: packageManagerOf(values.with),
      packages: values.packages,
      ...(values.loyalty && {
        furnish: (folder) => furnishWithLoyalty(folder, medusa),
      }),
    })
    const { url: databaseUrl } = await createDatabase(lifetime)
    const engage = await startEngage()
    lifetime.onEnd(() => engage.close())
    const port = await freePort()
    const storefrontUrl = storefrontUrlAt(port)
    const env = shopEnvironment(databaseUrl, engage, storefrontUrl)
    const all = { ...env, ...(values.loyalty && inOrder("engage", shop)) }
    const fill = () => fillShop(lifetime, shop, all)
    const publishableKey = await step("tables", fill, "made and filled")
    const ledger = new ShopLedger(databaseUrl)
    lifetime.onEnd(() => ledger.close())
    const stage = { mailbox: new Mailbox(), engage, ledger }

    let played = 0
    let passed = 0
    /** Starts the shop, plays its scenes, and stops it. */
    const play = async (
      title: string,
      scenesAt: (url: string) => Scene[],
      more: { env?: NodeJS.ProcessEnv; storefront?: string | null } = {}
    ) => {
      const opening = new Lifetime()
      lifetime.onEnd(() => opening.end())
      const own = { env: { ...env, ...more.env }, mailbox: stage.mailbox }
      const { url, log } = await step(
        "shop",
        () => startBuiltShop(opening, shop, own),
        (started) => `${title}, at ${started.url}`
      )
      const backend = { url, publishableKey }
      if (more.storefront) {
        const at = more.storefront
        await serveBuilt(opening, { shop: backend, port, at })
      }
      const visitor = Storefront.at(backend)
      const scenes = scenesAt(url)
      played += scenes.length
      passed += await playScenes(opening, scenes, { ...stage, visitor }, log)
      await opening.end()
    }

    const first = (url: string) => [
      firstOrder(storefrontUrl, startedAt),
      ...SCENES,
      inTheAdmin(url),
    ]
    await play("in production", values.browser ? first : () => SCENES, {
      storefront,
    })
    for (const plugin of values.loyalty ? PLUGINS : []) {
      await play(
        `with the ${plugin} plugin first`,
        () => loyaltyScenes(plugin, shop),
        { env: inOrder(plugin, shop) }
      )
    }
    console.log(`\n${passed} passed, ${played - passed} failed`)
    return passed === played ? 0 : 1
  })
)
