import {
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  createCartCreditLinesWorkflow,
  refreshCartItemsWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"

import { codeOf } from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/jest/http"
import { deliverWebhook } from "../../testkit/payment/payments"
import { idOf, type Scene } from "./scene"
import { plainCodeOf, PUBLIC, type OfferName } from "./offers"

/** Something that somebody does to a cart: one request, or what is as good. */
export type Action = {
  name: string
  /** Offers that the owner of the cart has to have for it. */
  offers?: OfferName[]
  /** The cart has to have a public code for it. */
  code?: boolean
  /** The route is the plugin's: its errors are the plugin's too. */
  ours?: boolean
  /** Its answer does not say whether it has done anything. */
  silent?: boolean
  pays?: boolean
  /** The card is charged, or has been before the race. */
  charges?: boolean
  act: (scene: Scene) => Promise<Answer<unknown>>
}

function apply(name: string, offer: OfferName): Action {
  return {
    name,
    offers: [offer],
    ours: true,
    act: (scene) =>
      scene.plain
        ? scene.web.addCode(scene.cart_id, plainCodeOf(offer))
        : scene.web.applyOffer(scene.cart_id, idOf(scene, offer)),
  }
}

function update(name: string, changes: (scene: Scene) => object): Action {
  return {
    name,
    act: (scene) => scene.web.updateCart(scene.cart_id, changes(scene)),
  }
}

function line(
  name: string,
  request: "POST" | "DELETE",
  product: keyof Scene["lines"],
  body?: object
): Action {
  return {
    name,
    act: ({ web, cart_id, lines }) =>
      web.request(
        request,
        `/store/carts/${cart_id}/line-items/${lines[product]}`,
        body
      ),
  }
}

/** Everything that the suite lets meet. */
export const ACTIONS: Action[] = [
  apply("apply EXTERNALOFFER", "external"),
  apply("apply PERCENT", "percent"),
  apply("apply MONEY", "money"),
  apply("apply on shipping", "shipping"),
  apply("apply a second offer", "second"),
  {
    name: "remove an offer",
    ours: true,
    act: (scene) =>
      scene.plain
        ? scene.web.removeCode(scene.cart_id, plainCodeOf("given"))
        : scene.web.removeOffer(scene.cart_id, idOf(scene, "given")),
  },
  {
    name: "link by the admin",
    offers: ["by_admin"],
    ours: true,
    act: (scene) => {
      const { stage, cart_id, assignments, plain, web } = scene
      const offer = assignments.get("by_admin")
      return plain || !offer
        ? web.addCode(cart_id, plainCodeOf("by_admin"))
        : stage.shop.admin(
            "POST",
            `/admin/carts/${cart_id}/promotion-assignments`,
            { assignment_id: offer.id, promotion_code: codeOf(offer) }
          )
    },
  },
  {
    name: "add a code",
    act: ({ web, cart_id }) => web.addCode(cart_id, PUBLIC.added),
  },
  {
    name: "remove a code",
    code: true,
    act: ({ web, cart_id }) => web.removeCode(cart_id, PUBLIC.there),
  },
  { name: "add a credit", act: addCredit },
  update("promo_codes on the cart", () => ({ promo_codes: [PUBLIC.replaces] })),
  {
    name: "add an item",
    act: ({ web, cart_id }) => web.addItem(cart_id, "mug"),
  },
  line("change a quantity", "POST", "shirt", { quantity: 3 }),
  line("remove an item", "DELETE", "mug"),
  {
    name: "choose a delivery",
    act: ({ web, cart_id, stage }) =>
      web.request("POST", `/store/carts/${cart_id}/shipping-methods`, {
        option_id: stage.shop.store.shipping_options.express,
      }),
  },
  update("change the address", () => ({
    shipping_address: { city: "Lund", country_code: "se" },
  })),
  update("change the region", ({ stage }) => ({
    region_id: stage.shop.store.regions.no,
  })),
  update("change the e-mail", ({ purchase }) => ({
    email: `another-${purchase}@example.com`,
  })),
  {
    name: "transfer to another customer",
    act: ({ stage, lane, cart_id }) =>
      stage.shop.storefront(lane.other).takeOver(cart_id),
  },
  { name: "start the payment", pays: true, act: startSession },
  {
    name: "complete",
    pays: true,
    charges: true,
    act: ({ web, cart_id }) => web.complete(cart_id),
  },
  {
    name: "complete by webhook",
    pays: true,
    charges: true,
    silent: true,
    act: completeByWebhook,
  },
  { name: "cancel the order", charges: true, act: cancel },
  { name: "the job", act: runJob },
]

export function actionNamed(name: string): Action {
  const action = ACTIONS.find((one) => one.name === name.trim())
  if (!action) {
    throw new Error(`There is no action "${name}"`)
  }
  return action
}

export function applyOneOfSix(offer: OfferName): Action {
  return apply(`apply offer ${offer}`, offer)
}

/** The shopper chooses how to pay, of what the cart cost when it was shown. */
async function startSession(scene: Scene): Promise<Answer<unknown>> {
  const { web, cart_id, provider, purchase } = scene
  const created = await web.request<{ payment_collection: { id: string } }>(
    "POST",
    "/store/payment-collections",
    { cart_id }
  )
  if (created.status >= 400) {
    return created
  }
  const { id } = created.data.payment_collection
  return web.request(
    "POST",
    `/store/payment-collections/${id}/payment-sessions`,
    { provider_id: provider, data: { purchase } }
  )
}

/** The payment provider says that the shopper has paid what they were asked. */
async function completeByWebhook({ stage, provider, session }: Scene) {
  const webhook = { provider, ...session, action: "authorized" } as const
  return asAnswer(() => deliverWebhook(stage.shop.container, webhook))
}

/** As a shop's own code gives credit: under the cart's lock, and the payment follows. */
const addCreditWorkflow = createWorkflow(
  "races-add-credit",
  ({ cart_id }: { cart_id: string }) => {
    acquireLockStep({ key: cart_id, timeout: 2, ttl: 10 })
    createCartCreditLinesWorkflow.runAsStep({
      input: [
        {
          cart_id,
          amount: 7,
          reference: null,
          reference_id: null,
          metadata: null,
        },
      ],
    })
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id } })
    releaseLockStep({ key: cart_id })
    return new WorkflowResponse(undefined)
  }
)

/** The shop lets a credit of 7 pay a part of the cart. */
function addCredit({ stage, cart_id }: Scene): Promise<Answer<unknown>> {
  return asAnswer(async () => {
    await addCreditWorkflow(stage.shop.container).run({ input: { cart_id } })
  })
}

/** Staff cancel the order, if there is one to be seen. */
async function cancel({ stage, cart_id }: Scene): Promise<Answer<unknown>> {
  const [link] = await stage.shop
    .sql("order_cart")
    .where({ cart_id })
    .whereNull("deleted_at")
    .select("order_id")
  return link
    ? stage.shop.admin("POST", `/admin/orders/${link.order_id}/cancel`, {})
    : { status: 404, data: { type: "not_found", message: "No order yet" } }
}

/** Everything that waits on the cart is due, and the job sees to it. */
async function runJob({ stage, cart_id }: Scene): Promise<Answer<unknown>> {
  return asAnswer(() => stage.shop.ledger.reconcileCart(cart_id))
}

async function asAnswer(carryOut: () => Promise<void>) {
  try {
    await carryOut()
    return { status: 200, data: {} }
  } catch (error) {
    const { message = String(error) } = error as Error
    return { status: 500, data: { type: "error", message } }
  }
}
