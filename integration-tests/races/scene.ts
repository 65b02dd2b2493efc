import { randomUUID } from "node:crypto"

import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import type { TestCustomer } from "../../testkit/jest/customers"
import { expectOk } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import type { TestStorefront } from "../../testkit/jest/storefront"
import type { TestShop } from "../../testkit/jest/suite"
import type { Gates } from "./gates"
import {
  assignmentOf,
  plainCodeOf,
  PUBLIC,
  type OfferName,
  type PromotionNames,
} from "./offers"

/** What the races of a run share. */
export type Stage = {
  shop: TestShop
  gates: Gates
  names: PromotionNames
}

/** Two customers, who have one cart at a time. */
export type Lane = { owner: TestCustomer; other: TestCustomer }

/**
 * How far a cart has come before a race: open with its payment started, ordered,
 * ordered while Engage was away, or claimed by a server that died.
 */
export type Start = "cart" | "order" | "waiting order" | "dead claim"

/** What a scene has to have before its actions. */
export type SceneInput = {
  start: Start
  /** Offers that the owner has in Engage, beside the one that is on the cart. */
  offers: OfferName[]
  /** The cart has a public code too. */
  code: boolean
  /** The shopper's card: the money is taken at once, or only reserved. */
  captures: boolean
  /** Plain Medusa: public codes in the place of offers. */
  plain: boolean
}

/** A cart before its race, with all that actions need. */
export type Scene = SceneInput & {
  stage: Stage
  lane: Lane
  web: TestStorefront
  cart_id: string
  /** What the payment provider knows the cart's payments by. */
  purchase: string
  provider: string
  assignments: Map<OfferName, SandboxAssignment>
  /** Ids of the cart's lines. */
  lines: { shirt: string; mug: string }
  session: { session_id: string; amount: number }
  /** Orders of the two customers before this race. */
  earlier_orders: Set<string>
  /** What calls for this scene can be known by. */
  tokens: string[]
}

/** A lane of its own customers, who each have paid once. */
export async function openLane(stage: Stage, number: number): Promise<Lane> {
  const { shop } = stage
  const lane = {
    owner: await shop.register({ email: `owner-${number}@example.com` }),
    other: await shop.register({ email: `other-${number}@example.com` }),
  }
  for (const customer of [lane.owner, lane.other]) {
    shop.engage.sandbox.addContact({
      contactId: shop.engage.contactId(customer),
      email: customer.email,
      customKey: customer.id,
    })
    // Medusa fails when two first payments of one customer start together.
    for (const provider of [PROVIDERS.authorizing, PROVIDERS.capturing]) {
      const web = shop.storefront(customer)
      const { id } = await web.createCart()
      await web.startPayment(id, provider)
    }
  }
  return lane
}

/** Makes a cart, as far as a race begins. */
export async function prepare(
  stage: Stage,
  lane: Lane,
  input: SceneInput
): Promise<Scene> {
  const { shop } = stage
  const assignments = new Map(
    (input.plain ? [] : ["given" as const, ...input.offers]).map((name) => [
      name,
      shop.engage.giveOffer(lane.owner, assignmentOf(name)),
    ])
  )
  const web = shop.storefront(lane.owner)
  const { id: cart_id, items } = await web.createCart({ shirts: 2, mugs: 1 })
  const lineOf = (sku: string) =>
    items?.find(({ variant_sku }) => variant_sku === sku)?.id ?? ""
  const purchase = `purchase-${randomUUID()}`
  const scene: Scene = {
    ...input,
    stage,
    lane,
    web,
    cart_id,
    purchase,
    provider: input.captures ? PROVIDERS.capturing : PROVIDERS.authorizing,
    assignments,
    lines: { shirt: lineOf("SHIRT"), mug: lineOf("MUG") },
    session: { session_id: "", amount: 0 },
    earlier_orders: new Set(await ordersOf(stage, lane)),
    tokens: [
      purchase,
      ...[lane.owner, lane.other].flatMap((customer) => [
        customer.email,
        shop.engage.contactId(customer),
      ]),
      ...[...assignments.values()].map(({ id }) => id),
    ],
  }
  await web.chooseShipping(cart_id)
  await expectOk(
    input.plain
      ? web.addCode(cart_id, plainCodeOf("given"))
      : web.applyOffer(cart_id, idOf(scene, "given"))
  )
  if (input.code) {
    await expectOk(web.addCode(cart_id, PUBLIC.there))
  }
  scene.session = await startPayment(scene)
  await goOn(scene)
  return scene
}

/** Takes the scene's assignments away again: nobody uses them any more. */
export function clear({ stage, assignments }: Scene): void {
  for (const { id } of assignments.values()) {
    stage.shop.engage.sandbox.removeAssignment(id)
  }
}

/** Starts the payment of a scene's cart with the scene's card. */
export function startPayment({
  web,
  cart_id,
  provider,
  purchase,
}: Scene): Promise<Scene["session"]> {
  return web.startPayment(cart_id, provider, { purchase })
}

/** Id of an assignment of the scene's. */
export function idOf({ assignments }: Scene, name: OfferName): string {
  const assignment = assignments.get(name)
  if (!assignment) {
    throw new Error(`The owner has no offer "${name}"`)
  }
  return assignment.id
}

/** All orders of a lane's customers. */
export async function ordersOf(
  { shop }: Stage,
  { owner, other }: Lane
): Promise<string[]> {
  const rows = await shop
    .sql("order")
    .whereIn("customer_id", [owner.id, other.id])
    .whereNull("deleted_at")
    .select("id")
  return rows.map(({ id }) => id)
}

/** From an open cart to where the race begins. */
async function goOn(scene: Scene): Promise<void> {
  const { stage, start, web, cart_id, assignments } = scene
  const { shop } = stage
  switch (start) {
    case "cart":
      return
    case "order":
      await web.order(cart_id)
      return
    case "waiting order":
      shop.engage.sandbox.setFault({
        type: "status",
        status: 503,
        operation: "redeem",
        assignmentId: assignments.get("given")?.id,
        times: 1,
      })
      await web.order(cart_id)
      return
    case "dead claim":
      await shop
        .sql("promotion_redemption")
        .where({ cart_id })
        .update({
          status: "claimed",
          run_id: "dead",
          lease_expires_at: shop.sql.raw("now() - interval '1 second'"),
          next_attempt_at: shop.sql.raw("now() + interval '1 hour'"),
        })
  }
}
