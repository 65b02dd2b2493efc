import { createHash } from "node:crypto"

import {
  createRedemptionChannel,
  startEngageSandbox,
  type EngageSandbox,
  type RefuseFault,
  type SandboxAssignment,
  type SandboxFaultRule,
  type SandboxRedemptionChannel,
} from "../../packages/engage-sandbox/src"
import type { TestCustomer } from "./customers"

/** A suite's Engage: a sandbox that can also stop and start again. */
export class TestEngage {
  private running = true

  private constructor(public sandbox: EngageSandbox) {}

  static async start(): Promise<TestEngage> {
    return new TestEngage(await startEngageSandbox())
  }

  /** From now on, Engage refuses connections. */
  async goAway(): Promise<void> {
    this.running = false
    await this.sandbox.close()
  }

  /**
   * Starts Engage again, at the same address. The sandbox has forgotten every offer
   * and redemption: give the offers again.
   */
  async comeBack(): Promise<void> {
    const { port } = this.sandbox
    this.sandbox = await startEngageSandbox({ port })
    this.running = true
  }

  /** Returns to the start: no contacts, no redemptions, no faults. */
  async reset(): Promise<void> {
    if (!this.running) {
      await this.comeBack()
    }
    this.sandbox.reset()
  }

  stop(): Promise<void> {
    return this.sandbox.close()
  }

  /** The id of a customer's contact; the same in every test. */
  contactId(customer: TestCustomer): string {
    const hex = createHash("sha256").update(customer.id).digest("hex")
    return hex.replace(
      /^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/,
      "$1-$2-4$3-8$4-$5"
    )
  }

  /**
   * Assigns a promotion to a customer, by default price rule "10056" in ECOM.
   * @param code - the code of Medusa's promotion, in ECOM
   * @param channel - the promotion's only channel, where it is another
   */
  giveOffer(
    customer: TestCustomer,
    {
      code = "10056",
      channel,
      ...assignment
    }: Partial<SandboxAssignment> & {
      code?: string
      channel?: Partial<SandboxRedemptionChannel>
    } = {}
  ): SandboxAssignment {
    const contactId = this.contactId(customer)
    const known = this.sandbox
      .state()
      .contacts.some((contact) => contact.contactId === contactId)
    if (!known) {
      this.sandbox.addContact({
        contactId,
        email: customer.email,
        customKey: customer.id,
      })
    }
    return this.sandbox.addAssignment(contactId, {
      redemptionChannels: [
        createRedemptionChannel({ value: code, ...channel }),
      ],
      ...assignment,
    })
  }

  /**
   * From now on, Engage refuses to redeem: every assignment, or only the named one.
   */
  refuse(refusal: Omit<RefuseFault, "type"> & { assignmentId?: string }): void {
    this.onRedeem({ type: "refuse", ...refusal })
  }

  /** From now on, redeem calls meet a fault. */
  onRedeem(fault: SandboxFaultRule): void {
    this.sandbox.setFault({ operation: "redeem", ...fault })
  }

  /** The redeem calls to Engage, for one assignment or for all. */
  redeemCalls(assignmentId?: string) {
    return this.sandbox.calls({ operation: "redeem", assignmentId })
  }
}
