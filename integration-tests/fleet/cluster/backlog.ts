import { complete } from "../../../testkit/purchases/completions"
import { comesTrue } from "../../../testkit/poll"
import type { Server } from "../../../testkit/shop/server"
import type { Cluster } from "./cluster"
import { pileUp } from "../load/backlog"
import { workedOn, type Worked } from "./database"
import { prepare } from "./prepare"

/** Rows that wait for the job, as an hour of Engage being away leaves them. */
export class Backlog {
  private constructor(
    private readonly cluster: Cluster,
    readonly assignmentIds: string[]
  ) {}

  /**
   * So many rows that are due at once, of an order that is placed on a server.
   * Every second one was sent before: the job looks before it sends.
   */
  static async add(
    cluster: Cluster,
    server: Server,
    count: number
  ): Promise<Backlog> {
    const { engage, ledger } = cluster
    const [purchase] = await prepare(cluster, server, 1)
    const answer = await complete(server, purchase).answer
    if (answer.kind !== "placed") {
      throw new Error(`No order to begin with: ${JSON.stringify(answer)}`)
    }
    const { assignmentIds } = await pileUp(ledger.pool, engage, {
      cartId: purchase.cartId,
      ...{ count, unsureOneIn: 2 },
    })
    return new Backlog(cluster, assignmentIds)
  }

  /** What the job did for the rows so far. */
  rows(): Promise<Worked[]> {
    return workedOn(this.cluster.ledger.sql, this.assignmentIds)
  }

  /** Waits until so many rows are redeemed. @returns whether they are. */
  until(redeemed: number, patienceMs: number): Promise<boolean> {
    return comesTrue(async () => {
      const rows = await this.rows()
      const done = rows.filter(({ status }) => status === "redeemed")
      return done.length >= redeemed
    }, patienceMs)
  }

  /** Waits until all rows are redeemed. @returns whether they are. */
  drained(patienceMs: number): Promise<boolean> {
    return this.until(this.assignmentIds.length, patienceMs)
  }

  /** Assignments that Engage did not redeem exactly once. */
  notOnce(): string[] {
    return this.assignmentIds.filter(
      (id) => this.cluster.engage.assignment(id).redeemCount !== 1
    )
  }
}
