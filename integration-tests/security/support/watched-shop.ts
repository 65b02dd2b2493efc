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
import { CANARIES, canariesIn, type Canary } from "./canaries"
import { CapturedLog } from "./captured-log"
import { everyRow, isOfThePlugin } from "./every-row"
import { impersonate, type Impostor } from "./impostor"

/** What a leak was found in, and of what. */
type Leak = { canary: Canary; where: string; text: string }

const ALL = Object.keys(CANARIES) as Canary[]
/** A customer's own address is in Medusa's tables and in the shop's answers. */
const SECRETS: Canary[] = ["apiKey", "personalNumber"]

/** A shop of which everything is noted that leaves it or stays behind. */
export class WatchedShop {
  readonly log = new CapturedLog()
  /** The customer whose address is a canary. */
  customer!: TestCustomer
  private answers: string[] = []
  private events: string[] = []
  private errors: string[] = []
  private impostor: Impostor | undefined

  constructor(readonly shop: TestShop) {}

  /** Once the shop is booted. */
  async start(): Promise<void> {
    const { shop } = this
    this.log.start(shop.container)

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
    await this.restoreEngage()
    this.reconnect()
    this.log.clear()
    this.answers = []
    this.events = []
    this.errors = []
  }

  /** Assigns a promotion to the watched customer. */
  giveOffer(code = "10056"): SandboxAssignment {
    return this.shop.engage.giveOffer(this.customer, { code })
  }

  /** A cart of the watched customer's, linked and ready to pay. */
  cartWithOffer(): Promise<ReadyCart> {
    return readyCart(this.shop, {
      customer: this.customer,
      offers: [this.giveOffer()],
    })
  }

  /** The Engage of the suite with the canary for its key. */
  private async restoreEngage(): Promise<void> {
    const { engage } = this.shop
    const { port } = engage.sandbox
    await engage.sandbox.close()
    engage.sandbox = await startEngageSandbox({
      port,
      apiKey: CANARIES.apiKey,
    })
  }

  /** The plugin makes its client anew, with the options as they are. */
  reconnect(): void {
    Reflect.set(this.shop.ledger.service, "client", undefined)
  }

  /** From now on somebody else answers at Engage's address. */
  async replaceEngage(
    answer: Parameters<typeof impersonate>[0]
  ): Promise<Impostor> {
    const { engage } = this.shop
    const { port } = engage.sandbox
    await this.dismissImpostor()
    await engage.goAway()
    this.impostor = await impersonate(answer, port)
    return this.impostor
  }

  /** After each test: the address is free for Engage again. */
  async dismissImpostor(): Promise<void> {
    await this.impostor?.close()
    this.impostor = undefined
  }

  /** Notes whatever a piece of code gives or throws, to its last property. */
  async inspectOutcome(run: () => unknown): Promise<void> {
    let outcome: unknown
    try {
      outcome = await run()
    } catch (error) {
      outcome = error
    }
    this.errors.push(
      inspect(outcome, { depth: null, showHidden: true }),
      JSON.stringify(outcome) ?? "",
      String(outcome),
      outcome instanceof Error ? String(outcome.stack) : ""
    )
  }

  /** Texts that say which contact of Engage's the watched customer is. */
  private contactIn(texts: string[]): string[] {
    const contactId = this.shop.engage.contactId(this.customer)
    return texts.filter((text) => text.includes(contactId))
  }

  /** Fails with every place where a canary has been seen. */
  async expectNoLeak(): Promise<void> {
    const rows = await everyRow(this.shop.container)
    // Or the search looked at nothing.
    expect(rows.length).toBeGreaterThan(100)
    expect(this.log.texts.length).toBeGreaterThan(0)
    expect([
      ...leaksIn("the log", this.log.texts, ALL),
      ...leaksIn("an event", this.events, ALL),
      ...this.contactIn([...this.log.texts, ...this.events]),
      ...leaksIn("an error", this.errors, ALL),
      ...leaksIn("an answer", this.answers, SECRETS),
      ...rows.flatMap((row) =>
        leaksIn(
          `table ${row.table}`,
          [row.text],
          isOfThePlugin(row) ? ALL : SECRETS
        )
      ),
    ]).toEqual([])
  }
}

function leaksIn(where: string, texts: string[], wanted: Canary[]): Leak[] {
  return texts.flatMap((text) =>
    canariesIn(text, wanted).map((canary) => ({
      canary,
      where,
      text: text.slice(0, 2_000),
    }))
  )
}
