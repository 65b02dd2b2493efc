import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { sampleNamed } from "../../integration-tests/docs/samples"
import {
  readLetters,
  shopEnvironment,
} from "../../integration-tests/package/fresh-shop"
import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Lifetime } from "../../testkit/lifetime"
import { step } from "../../testkit/progress"
import { ADMIN } from "../../testkit/seed/norrsken"
import { buildNext } from "../../testkit/shop/build-storefront"
import { execute } from "../../testkit/shop/database"
import { freePort } from "../../testkit/shop/free-port"
import type { LogTail } from "../../testkit/shop/log-tail"
import type { Mailbox } from "../../testkit/shop/mailbox"
import { serveProgram } from "../../testkit/shop/serve-program"
import {
  serveBuilt,
  storefrontUrlAt,
} from "../../testkit/shop/start-storefront"
import { expectOk, sendTo } from "../../testkit/storefront/send"
import { TWO_EUROS } from "./scenes"
import type { Workspace } from "./workspace"

const PAGE = "docs/install.md"

/** The shop of a starter, as its README and the docs bring it up. */
export type StarterShop = {
  url: string
  publishableKey: string
  log: LogTail
}

/** What the shop of a starter is started with. */
type Settings = {
  databaseUrl: string
  engage: EngageSandbox
  mailbox: Mailbox
  storefrontUrl: string
}

/**
 * Does in the starter's backend what `docs/install.md` says, fills its database with
 * the starter's own data, and serves it as `pnpm dev` does.
 */
export async function serveBackend(
  lifetime: Lifetime,
  { backend, pnpm }: Workspace,
  { databaseUrl, engage, mailbox, storefrontUrl }: Settings
): Promise<StarterShop> {
  changeBackend(backend)
  const env = shopEnvironment(databaseUrl, engage, storefrontUrl)
  const medusa = (...args: string[]) =>
    pnpm({ cwd: backend, env }, "medusa", ...args)
  const fill = async () => {
    await medusa("db:migrate")
    const { email, password } = ADMIN
    await medusa("user", "-e", email, "-p", password)
  }
  await step("tables", fill, "made and filled")
  const serve = async () => {
    const port = await freePort()
    const url = `http://localhost:${port}`
    const log = await serveProgram(lifetime, {
      name: "The starter's backend",
      args: [join(backend, "node_modules/@medusajs/cli/cli.js"), "start"],
      cwd: backend,
      env: {
        MEDUSA_DISABLE_TELEMETRY: "true",
        NODE_ENV: "development",
        PORT: String(port),
        ...env,
      },
      url: `${url}/health`,
    })
    readLetters(log, mailbox)
    await makePromotion(url)
    const [key] = await execute<{ token: string }>(
      databaseUrl,
      "SELECT token FROM api_key WHERE type = 'publishable'"
    )
    return { url, publishableKey: key!.token, log }
  }
  const { code } = TWO_EUROS
  return step("shop", serve, ({ url }) => `with promotion ${code}, at ${url}`)
}

/** Changes the starter's backend by the page's own command. */
function changeBackend(backend: string): void {
  const { code } = sampleNamed(PAGE, "git apply")
  execFileSync("bash", ["-c", code], { cwd: backend, stdio: "inherit" })
}

/** The promotion of the first offer, as the page has staff make it in the admin. */
async function makePromotion(url: string): Promise<void> {
  const send = sendTo(url)
  const { token } = await expectOk(
    send<{ token: string }>({
      method: "POST",
      url: "/auth/user/emailpass",
      data: { email: ADMIN.email, password: ADMIN.password },
    })
  )
  const { code, eur } = TWO_EUROS
  await expectOk(
    send({
      method: "POST",
      url: "/admin/promotions",
      headers: { authorization: `Bearer ${token}` },
      data: {
        ...{ code, type: "standard", status: "active" },
        application_method: {
          ...{ type: "fixed", target_type: "order", allocation: "across" },
          ...{ value: eur, currency_code: "eur" },
        },
      },
    })
  )
}

/** Builds the starter's storefront for production, and serves it. */
export async function serveStorefront(
  lifetime: Lifetime,
  at: string,
  shop: StarterShop,
  port: number
): Promise<void> {
  const settings = {
    NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: shop.publishableKey,
    NEXT_PUBLIC_MEDUSA_BACKEND_URL: shop.url,
    NEXT_PUBLIC_DEFAULT_REGION: "dk",
    NEXT_PUBLIC_BASE_URL: storefrontUrlAt(port),
  }
  const lines = Object.entries(settings).map(
    ([key, value]) => `${key}=${value}`
  )
  writeFileSync(join(at, ".env.local"), `${lines.join("\n")}\n`)
  const serve = async () => {
    await buildNext(lifetime, at)
    await serveBuilt(lifetime, { shop, port, at })
  }
  const done = `built for production, at ${storefrontUrlAt(port)}`
  await step("storefront", serve, done)
}
