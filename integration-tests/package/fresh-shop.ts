import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"

import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import { manifestOf, ROOT } from "../../scripts/packages"
import {
  kilobytes,
  packPackages,
  tarballsIn,
} from "../../scripts/packages/pack"
import { execute } from "../../testkit/command"
import { temporaryFolder, type Lifetime } from "../../testkit/lifetime"
import { step } from "../../testkit/progress"
import { buildNext, STOREFRONT } from "../../testkit/shop/build-storefront"
import { freePort } from "../../testkit/shop/free-port"
import type { LogTail } from "../../testkit/shop/log-tail"
import type { Mailbox } from "../../testkit/shop/mailbox"
import { serveProgram } from "../../testkit/shop/serve-program"
import { installByTheDocs, installedByTheDocs } from "./by-the-docs"
import { checkOneCopy } from "./check-one-copy"
import { getPackageManager, type PackageManagerName } from "./package-manager"

/** Where `medusa build` puts what `medusa start` runs, in a shop's folder. */
const BUILT = ".medusa/server"

const NOT_SOURCES = ["node_modules", ".next", ".next-dev", "next-env.d.ts"]

/** What a fresh shop is to be like. */
export type ShopWish = {
  /** The version of Medusa. */
  medusa: string
  packageManager: PackageManagerName
  /** A folder of packed packages; by default they are built and packed. */
  packages?: string
  /** Adds to a shop that is laid out, before anything is installed. */
  furnish?: (folder: string) => void
  /** Whether it is to have a storefront, with the packed package in it. */
  storefront?: boolean
}

/**
 * A built shop with the packed plugin in it.
 * @returns the folders of the shop and of the storefront, if it is to have one, and
 *   when the first package was installed, in milliseconds.
 */
export async function prepareShop(
  lifetime: Lifetime,
  { medusa, packageManager, packages, furnish, ...wish }: ShopWish
) {
  const folder = temporaryFolder(lifetime)
  const shop = join(folder, "shop")
  const storefront = wish.storefront ? join(folder, "storefront") : null
  const packed = await step(
    "package",
    async () => (packages ? tarballsIn(packages) : packPackages(folder)),
    ({ plugin }) => `packed, ${kilobytes(plugin)} kB`
  )
  const startedAt = Date.now()
  layOut(shop, { MEDUSA: medusa, PLUGIN: `file:${packed.plugin}` })
  furnish?.(shop)

  const install = async () => {
    const value = await getPackageManager(lifetime, folder, packageManager)
    await value.install(lifetime, shop)
    return value
  }
  const manager = await step("install", install, ({ title }) => {
    return `Medusa ${medusa} by ${title}; ${checkOneCopy(shop)}`
  })
  const buildShop = async () => {
    await execute(lifetime, { cwd: shop }, "npm", "run", "build")
    await manager.installForProduction(lifetime, join(shop, BUILT))
  }
  const buildBoth = () =>
    Promise.all([
      buildShop(),
      storefront && buildStorefront(lifetime, storefront, packed.storefront),
    ])
  const also = storefront ? ", and a Next.js storefront" : ""
  const done = `the shop and its admin, for production${also}`
  await step("build", buildBoth, done)
  return { shop, storefront, startedAt }
}

/**
 * Lays out a shop as Medusa's starter does, with the demo's data to seed, and installs
 * the plugin by its docs.
 * @param words - of the template's package.json, and what to put in their places
 */
function layOut(folder: string, words: Record<string, string>): void {
  cpSync(join(__dirname, "shop"), folder, { recursive: true })
  const manifest = join(folder, "package.json")
  const text = readFileSync(manifest, "utf8").replaceAll(
    /"(MEDUSA|PLUGIN)"/g,
    (_, word: string) => JSON.stringify(words[word])
  )
  writeFileSync(manifest, text)
  cpSync(join(ROOT, "testkit/seed"), join(folder, "src/scripts/seed"), {
    recursive: true,
  })
  installByTheDocs(folder)
}

/**
 * Makes a storefront of its own of the example, whose code `docs/nextjs.md` shows:
 * in a folder outside of the repository, with the packed package in it by the page's
 * command, and built for production.
 */
async function buildStorefront(
  lifetime: Lifetime,
  folder: string,
  packed: string
): Promise<void> {
  const name = installedByTheDocs("docs/nextjs.md")
  if (name !== manifestOf("storefront").name) {
    throw new Error(`docs/nextjs.md installs ${name}`)
  }
  cpSync(STOREFRONT, folder, {
    recursive: true,
    filter: (path) => !NOT_SOURCES.includes(basename(path)),
  })
  const install = ["install", "--no-audit", "--no-fund", `file:${packed}`]
  await execute(lifetime, { cwd: folder }, "npm", ...install)
  await buildNext(lifetime, folder)
}

/** What a fresh shop reads from its environment. */
export function shopEnvironment(
  databaseUrl: string,
  engage: EngageSandbox,
  /** Where the links in its mails lead to. */
  storefrontUrl: string
): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    ENGAGE_BASE_URL: engage.baseUrl,
    ENGAGE_API_KEY: engage.apiKey,
    STOREFRONT_URL: storefrontUrl,
    STORE_CORS: storefrontUrl,
    ADMIN_CORS: "http://localhost:9000",
    AUTH_CORS: `${storefrontUrl},http://localhost:9000`,
    JWT_SECRET: "fresh-shop",
    COOKIE_SECRET: "fresh-shop",
  }
}

/**
 * Makes the tables and fills the shop, with Medusa's own commands.
 * @returns the shop's publishable key.
 */
export async function fillShop(
  lifetime: Lifetime,
  cwd: string,
  env: NodeJS.ProcessEnv
): Promise<string> {
  const key = join(cwd, "publishable-key")
  await execute(lifetime, { cwd, env }, "npx", "medusa", "db:migrate")
  await execute(lifetime, { cwd, env }, "npm", "run", "seed", "--", key)
  return readFileSync(key, "utf8")
}

/** As `notification-local` writes a mail with a link of `docs/install.md`. */
const LETTER =
  /notification to: '([^']+)'.*?verification-code.*?\/verify(?:\?code|-account\?token)=([\w%.-]+)/

/** Reads the customers' mail where the docs have it written: in the shop's log. */
export function readLetters(log: LogTail, mailbox: Mailbox): void {
  log.onLine((line) => {
    const [, to, code] = LETTER.exec(line) ?? []
    if (to && code) {
      mailbox.deliver(to, decodeURIComponent(code))
    }
  })
}

/**
 * Starts the built shop as in production, and reads its customers' mail.
 * @throws Error with what it printed, if it does not start.
 */
export async function startBuiltShop(
  lifetime: Lifetime,
  folder: string,
  { env, mailbox }: { env: NodeJS.ProcessEnv; mailbox: Mailbox }
): Promise<{ url: string; log: LogTail }> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const cwd = join(folder, BUILT)
  const log = await serveProgram(lifetime, {
    name: "The shop",
    args: [join(cwd, "node_modules/@medusajs/cli/cli.js"), "start"],
    cwd,
    env: {
      MEDUSA_DISABLE_TELEMETRY: "true",
      NODE_ENV: "production",
      PORT: String(port),
      ...env,
    },
    url: `${url}/health`,
  })
  readLetters(log, mailbox)
  return { url, log }
}
