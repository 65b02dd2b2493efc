import { randomUUID } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import {
  startEngageSandbox,
  type EngageSandbox,
  type SandboxAssignment,
} from "../../../../../packages/engage-sandbox/src"
import type { PromotionRedemptionDTO } from "../../../../types/promotion-redemption"
import type { PromotionRedemptionEvent } from "../../../../workflows/announce"
import {
  redeemAssignment,
  type RedeemInput,
} from "../../../../workflows/calls/redeem"
import { PROMOTION_REDEMPTION_MODULE } from "../../key"
import type { AssignedRedemption } from "../../ledger/row"
import type { PluginOptions } from "../../options"
import { declareServing, onStart } from "../../start-up"
import { ledgerSuite } from "./ledger-suite"
import type { RedemptionInput, TestLedger } from "./test-ledger"

// Otherwise the module runs as in a script, without a key.
declareServing()
// Stands for the workflow hooks, which a module alone does not have.
onStart(() => undefined)

/** The ledger, and the Engage that it calls over HTTP. */
export class TestLedgerWithEngage {
  sandbox!: EngageSandbox
  readonly contact_id = randomUUID()
  /** What was announced of redemptions whose caller had left. */
  settledLate: PromotionRedemptionEvent[] = []

  constructor(readonly ledger: TestLedger) {}

  /** To be called before the first call to Engage. */
  async setOptions(options: Partial<PluginOptions>): Promise<void> {
    Object.assign(await this.ledger.service.getOptions(), options)
  }

  /** An assignment in Engage and its redemption, `claimed` by run "run". */
  async claimed(
    overrides: RedemptionInput = {},
    assignment: Partial<SandboxAssignment> = {}
  ): Promise<AssignedRedemption> {
    const { id } = this.sandbox.addAssignment(this.contact_id, assignment)
    return this.ledger.insert({
      assignment_id: id,
      contact_id: this.contact_id,
      status: "claimed",
      run_id: "run",
      lease_expires_at: this.ledger.fromNow(120),
      next_attempt_at: this.ledger.fromNow(120),
      ...overrides,
    })
  }

  /** Redeems for order "order" and waits for the answer, as a checkout does. */
  redeem(
    redemption: PromotionRedemptionDTO,
    overrides: Partial<RedeemInput> = {}
  ) {
    return redeemAssignment(this.container(), {
      id: redemption.id,
      run_id: "run",
      from: [redemption.status],
      trigger: "checkout",
      by: "checkout",
      order_id: "order",
      on_refused: "reject",
      wait_ms: 5_000,
      not_before_ms: 0,
      ...overrides,
    })
  }

  private container(): MedusaContainer {
    const silent = () => undefined
    const parts: Record<string, unknown> = {
      [PROMOTION_REDEMPTION_MODULE]: this.ledger.service,
      [ContainerRegistrationKeys.LOGGER]: {
        ...{ info: silent, warn: silent, error: silent },
      },
      [Modules.EVENT_BUS]: {
        emit: async (messages: { data: PromotionRedemptionEvent }[]) => {
          this.settledLate.push(...messages.map(({ data }) => data))
        },
      },
    }
    return {
      resolve: (key: string) => parts[key],
    } as unknown as MedusaContainer
  }

  /** How many redeem calls arrived. */
  redeemCalls(): number {
    return this.sandbox.calls({ operation: "redeem" }).length
  }
}

/** As `ledgerSuite`, with a sandbox that starts each test without faults. */
export function engageSuite(
  topic: string,
  tests: (engage: TestLedgerWithEngage) => void
): void {
  ledgerSuite(topic, (ledger) => {
    const engage = new TestLedgerWithEngage(ledger)

    beforeAll(async () => {
      engage.sandbox = await startEngageSandbox()
    })
    beforeEach(async () => {
      const { baseUrl, apiKey } = engage.sandbox
      engage.settledLate = []
      engage.sandbox.reset()
      engage.sandbox.addContact({ contactId: engage.contact_id })
      await engage.setOptions({ baseUrl, apiKey, timeoutMs: 5_000 })
    })
    afterAll(() => engage.sandbox.close())

    tests(engage)
  })
}
