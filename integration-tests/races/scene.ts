import { randomUUID } from "node:crypto"

import type { SandboxAssignment } from "../../packages/engage-sandbox/src"
import type { TestCustomer } from "../../testkit/jest/customers"
import { expectOk } from "../../testkit/jest/http"
import { book } from "../../testkit/payment/provider/book"
import { PROVIDERS } from "../../testkit/payment/payments"
import type { TestStorefront } from "../../testkit/jest/storefront"
import type { TestShop } from "../../testkit/jest/suite"
import type { Action } from "./actions"
import { copyCart } from "./copy-cart"
import type { Gates } from "./gates"
import { assignmentOf, plainCodeOf, PUBLIC, type OfferName } from "./offers"

/** The offer that is on every cart from the start. */
const GIVEN = "given" as const

/** What the races of a run share. */
export type Stage = {
  shop: TestShop
  gates: Gates
  /** Of promotions in a report, by their code. */
  names: Map<string, string>
}

/** Two customers, who have one cart at a time. */
export type Lane = {
  owner: TestCustomer
  other: TestCustomer
  /** Open carts of the owner that are only copied, by what is on them. */
  models: Map<string, Promise<ModelCart>>
}

/** A cart with the given offer on it and its payment started. */
type ModelCart = Pick<Scene, "lines" | "session"> & { id: string }

/**
 * How far a cart has come before a race: open with its payment started, ordered,
 * ordered while Engage was away, or claimed by a server that died.
 */
export type Start = "cart" | "order" | "waiting order" | "dead claim"

/** How a scene's cart is, and what else is wanted of a meeting. */
export type Setting = {
  /** All actions that the cart is made for; some may be left out. */
  cast: Action[]
  /** The shopper's card: the money is taken at once, or only reserved. */
  captures: boolean
  /** Plain Medusa: public codes in the place of offers. */
  plain: boolean
  /** Buys the cart at the end, if it is still open. */
  buys: boolean
}

/** A cart before its race, with all that actions need. */
export type Scene = Pick<Setting, "plain"> & {
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
  const lane: Lane = {
    models: new Map(),
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
  { cast, captures, plain }: Setting
): Promise<Scene> {
  const { shop } = stage
  const provider = captures ? PROVIDERS.capturing : PROVIDERS.authorizing
  const code = cast.some((action) => action.code)
  const key = [captures, plain, code].join()
  const made =
    lane.models.get(key) ??
    makeModelCart(stage, lane, { plain, code, provider })
  lane.models.set(key, made)
  const model = await made
  const offers = new Set([GIVEN, ...cast.flatMap(({ offers }) => offers ?? [])])
  const assignments = new Map(
    (plain ? [] : [...offers]).map((name) => [
      name,
      shop.engage.giveOffer(lane.owner, assignmentOf(name)),
    ])
  )
  const suffix = `_${randomUUID()}`
  const { session } = model
  const payment_id = randomUUID()
  const purchase = `purchase-${randomUUID()}`
  await copyCart(shop.ledger.sql, model.id, {
    ...{ suffix, payment_id, purchase },
    assignment_id: assignments.get(GIVEN)?.id ?? null,
  })
  book.open(payment_id, session.amount, purchase)
  const scene: Scene = {
    ...{ stage, lane, plain, purchase, provider, assignments },
    web: shop.storefront(lane.owner),
    cart_id: model.id + suffix,
    lines: { shirt: model.lines.shirt + suffix, mug: model.lines.mug + suffix },
    session: { ...session, session_id: session.session_id + suffix },
    earlier_orders: new Set(await ordersOf(stage, lane)),
    tokens: [
      purchase,
      model.id + suffix,
      ...[lane.owner, lane.other].flatMap((customer) => [
        customer.email,
        shop.engage.contactId(customer),
      ]),
      ...[...assignments.values()].map(({ id }) => id),
    ],
  }
  await goOn(scene, startOf(cast))
  return scene
}

async function makeModelCart(
  { shop }: Stage,
  { owner }: Lane,
  { plain, code, provider }: { plain: boolean; code: boolean; provider: string }
): Promise<ModelCart> {
  const web = shop.storefront(owner)
  const { id, items } = await web.createCart({ shirts: 2, mugs: 1 })
  const lineOf = (sku: string) =>
    items?.find(({ variant_sku }) => variant_sku === sku)?.id ?? ""
  await web.chooseShipping(id)
  if (plain) {
    await expectOk(web.addCode(id, plainCodeOf(GIVEN)))
  } else {
    const offer = shop.engage.giveOffer(owner, assignmentOf(GIVEN))
    await expectOk(web.applyOffer(id, offer.id))
    shop.engage.sandbox.removeAssignment(offer.id)
  }
  if (code) {
    await expectOk(web.addCode(id, PUBLIC.there))
  }
  const session = await web.startPayment(id, provider)
  return { id, session, lines: { shirt: lineOf("SHIRT"), mug: lineOf("MUG") } }
}

/** Takes the scene's assignments away again: nobody uses them any more. */
export function clear({ stage, assignments }: Scene): void {
  for (const { id } of assignments.values()) {
    stage.shop.engage.sandbox.removeAssignment(id)
  }
}

export function startPayment({
  web,
  cart_id,
  provider,
  purchase,
}: Scene): Promise<Scene["session"]> {
  return web.startPayment(cart_id, provider, { purchase })
}

export function idOf({ assignments }: Scene, name: OfferName): string {
  const assignment = assignments.get(name)
  if (!assignment) {
    throw new Error(`The owner has no offer "${name}"`)
  }
  return assignment.id
}

export async function ordersOf({ shop }: Stage, { owner, other }: Lane) {
  const rows = await shop
    .sql("order")
    .whereIn("customer_id", [owner.id, other.id])
    .whereNull("deleted_at")
    .select("id")
  return rows.map(({ id }) => id)
}

export function startOf(actions: Action[]): Start {
  const has = (name: string) => actions.some((action) => action.name === name)
  const completes = has("complete") || has("complete by webhook")
  if (has("cancel the order") && !completes) {
    return has("the job") ? "waiting order" : "order"
  }
  return has("the job") ? "dead claim" : "cart"
}

async function goOn(scene: Scene, start: Start): Promise<void> {
  const { web, cart_id, assignments } = scene
  const { shop } = scene.stage
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
      await shop.ledger.change(cart_id, {
        status: "claimed",
        run_id: "dead",
        lease_expires_at: "2020-01-01T00:00:00Z",
        next_attempt_at: new Date(Date.now() + 3_600_000).toISOString(),
      })
  }
}
