import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, ServerResponse } from "node:http"
import { inspect } from "node:util"

import { Modules } from "@medusajs/framework/utils"

import {
  startEngageSandbox,
  type SandboxAssignment,
} from "../../../packages/engage-sandbox/src"
import { readyCart, type ReadyCart } from "../../../testkit/jest/checkout"
import type { TestCustomer } from "../../../testkit/jest/customers"
import type { TestShop } from "../../../testkit/jest/suite"
import {
  listenHttp,
  type Listening,
} from "../../../src/modules/promotion-redemption/engage/__tests__/support/listen"
import { CANARIES, canariesIn, type Canary } from "./canaries"
import { captureLog } from "./captured-log"

/** A row of any table, all of its columns as text. */
type AnyRow = { table: string; text: string }

/** Tables that are the plugin's own. */
const OURS = /^(engage_|managed_promotion|promotion_redemption)/

const ALL = Object.keys(CANARIES) as Canary[]
/** A customer's own address is in Medusa's tables and in the shop's answers. */
const SECRETS: Canary[] = ["apiKey", "personalNumber"]

/** A shop of which everything is noted that leaves it or stays behind. */
export class WatchedShop {
  /** Everything that it writes. */
  readonly log: string[] = []
  /** The customer whose address is a canary. */
  customer!: TestCustomer
  private answers: string[] = []
  private events: string[] = []
  private errors: string[] = []
  private impostor: Listening | undefined

  constructor(readonly shop: TestShop) {}

  /** Once the shop is booted. */
  async start(): Promise<void> {
    const { shop } = this
    captureLog(shop.container, this.log)

    const send = shop.send
    shop.send = async (request) => {
      const answer = await send(request)
      this.answers.push(JSON.stringify(answer))
      return answer as never
    }
    subscribe("http.server.response.finish", (message) => {
      const { request, response } = message as {
        request: IncomingMessage
        response: ServerResponse
      }
      if (request.socket.localPort !== shop.engage.sandbox.port) {
        const { statusMessage } = response
        this.answers.push(inspect([statusMessage, response.getHeaders()]))
      }
    })

    const bus = shop.container.resolve(Modules.EVENT_BUS)
    const emit = bus.emit.bind(bus)
    jest.spyOn(bus, "emit").mockImplementation(async (...messages) => {
      this.events.push(inspect(messages, { depth: null }))
      return emit(...messages)
    })
    this.customer = await shop.register({ email: CANARIES.email })
  }

  /** Before each test: an Engage that wants the canary, and nothing seen yet. */
  async reset(): Promise<void> {
    const { engage } = this.shop
    const { port } = engage.sandbox
    await engage.sandbox.close()
    engage.sandbox = await startEngageSandbox({
      port,
      apiKey: CANARIES.apiKey,
    })
    this.reconnect()
    this.log.length = 0
    this.answers = []
    this.events = []
    this.errors = []
  }

  giveOffer(code = "10056"): SandboxAssignment {
    return this.shop.engage.giveOffer(this.customer, { code })
  }

  cartWithOffer(): Promise<ReadyCart> {
    return readyCart(this.shop, {
      customer: this.customer,
      offers: [this.giveOffer()],
    })
  }

  /** The plugin makes its client anew, with the options as they are. */
  reconnect(): void {
    Reflect.set(this.shop.ledger.service.engage, "openClient", undefined)
  }

  /** From now on somebody else answers at Engage's address. */
  async replaceEngage(answer: Parameters<typeof listenHttp>[0]) {
    const { engage } = this.shop
    const { port } = engage.sandbox
    await engage.goAway()
    this.impostor = await listenHttp(answer, port)
    return this.impostor
  }

  /** After each test: the address is free for Engage again. */
  async dismissImpostor(): Promise<void> {
    await this.impostor?.close()
    this.impostor = undefined
  }

  /** Notes whatever a piece of code gives or throws, to its last property. */
  async inspectOutcome(run: () => unknown): Promise<void> {
    const outcome: unknown = await Promise.resolve()
      .then(run)
      .catch((error: unknown) => error)
    this.errors.push(
      inspect(outcome, { depth: null, showHidden: true }),
      JSON.stringify(outcome) ?? "",
      String(outcome),
      outcome instanceof Error ? String(outcome.stack) : ""
    )
  }

  private async everyRow(): Promise<AnyRow[]> {
    const { sql } = this.shop.ledger
    const tables = await sql<{ table_schema: string; table_name: string }>(
      `SELECT table_schema, table_name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE'
         AND table_schema NOT IN ('pg_catalog', 'information_schema')`
    )
    const rows = tables.map(({ table_schema, table_name: table }) =>
      sql<AnyRow>(
        `SELECT '${table}' AS table, t::text AS text
         FROM "${table_schema}"."${table}" AS t`
      )
    )
    return (await Promise.all(rows)).flat()
  }

  /** Fails with every place where a canary, or a contact's id, has been seen. */
  async expectNoLeak(): Promise<void> {
    const rows = await this.everyRow()
    const contactId = this.shop.engage.contactId(this.customer)
    // Or the search looked at nothing.
    expect(rows.length).toBeGreaterThan(100)
    expect(this.log.length).toBeGreaterThan(0)
    expect([
      ...leaksIn("the log", this.log, ALL),
      ...leaksIn("an event", this.events, ALL),
      ...[...this.log, ...this.events].filter((text) =>
        text.includes(contactId)
      ),
      ...leaksIn("an error", this.errors, ALL),
      ...leaksIn("an answer", this.answers, SECRETS),
      ...rows.flatMap((row) =>
        leaksIn(row.table, [row.text], isOfThePlugin(row) ? ALL : SECRETS)
      ),
    ]).toEqual([])
  }
}

/**
 * Whether the plugin wrote it. Medusa keeps the whole cart with each execution
 * of complete-cart; the executions of our own workflows are ours.
 */
function isOfThePlugin({ table, text }: AnyRow): boolean {
  return (
    OURS.test(table) ||
    (table === "workflow_execution" && !text.includes(",complete-cart,"))
  )
}

/** The canaries found in the texts, each with its place and text. */
function leaksIn(where: string, texts: string[], wanted: Canary[]) {
  return texts.flatMap((text) =>
    canariesIn(text, wanted).map((canary) => ({
      canary,
      where,
      text: text.slice(0, 2_000),
    }))
  )
}
