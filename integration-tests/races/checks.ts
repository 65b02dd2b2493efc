import { isErrorCode } from "../../src/errors/catalogue"
import { book } from "../../testkit/payment/provider/book"
import { brief } from "../../testkit/ledger/rows"
import { checkPromises, discountsOf } from "../../testkit/promises/check"
import { adjustmentsOf, amount, namesOf, type Remains } from "./outcome"
import { startPayment, type Scene } from "./scene"
import type { Answered } from "./play"

/** Something that no order of the actions explains. */
export type Fault = { what: string; evidence: unknown }

/** @returns a fault, unless it is as it has to be. */
function unless(holds: boolean, what: string, evidence: unknown): Fault[] {
  return holds ? [] : [{ what, evidence }]
}

const ON_CART = ["linked", "claimed", "redeeming", "pending", "redeemed"]

/** What has to hold whatever met on a cart. */
export async function checkScene(
  scene: Scene,
  answers: Answered[],
  remains: Remains
): Promise<Fault[]> {
  return [
    ...(scene.plain ? [] : checkAnswers(answers)),
    ...checkAdjustments(scene, remains),
    ...checkMoney(scene, remains),
    ...checkAssignments(scene, remains),
    ...(await checkList(scene, remains)),
  ]
}

/** A route of ours answers with a code that the storefront knows. */
function checkAnswers(answers: Answered[]): Fault[] {
  return answers.flatMap(({ action, answer }) => {
    const { code } = answer.data
    const known = answer.status < 500 && (!code || isErrorCode(code))
    return unless(
      !action.ours || known || answer.status === 503,
      `"${action.name}" failed`,
      answer
    )
  })
}

/** One adjustment a line and promotion, and only of promotions that are there. */
function checkAdjustments(scene: Scene, { cart, order, rows }: Remains) {
  const bought = order ?? cart
  const nameOf = namesOf(scene, rows)
  const all = adjustmentsOf(bought)
  return all.flatMap(({ line, code, amount }, nth) => [
    ...unless(
      !all.slice(0, nth).some((one) => one.line === line && one.code === code),
      `a line has two adjustments of ${nameOf(code)}`,
      all
    ),
    ...unless(
      bought.promotions?.some((one) => one.code === code) ?? false,
      `${nameOf(code)} takes ${amount} off and is not on the ${order ? "order" : "cart"}`,
      bought.promotions
    ),
  ])
}

/** The provider has what the order costs, and nothing without an order. */
function checkMoney({ purchase }: Scene, { order, orders, cart }: Remains) {
  const held = amount(book.held(purchase))
  const due = order && !order.canceled_at ? amount(order.total) : 0
  const why = order ? `the order costs ${due}` : "there is no order"
  return [
    ...unless(
      orders.length <= (order ? 1 : 0),
      "there are more orders than one",
      orders
    ),
    ...unless(held === due, `${why} and the provider has ${held}`, {
      book: book.of(purchase),
      payment: cart.payment_collection,
    }),
  ]
}

/** The promises hold, and what was used is known by now. */
function checkAssignments(scene: Scene, { order, rows, cart }: Remains) {
  const nameOf = namesOf(scene, rows)
  // What was given with an order that is cancelled may wait, or be free again.
  const standing = order && !order.canceled_at ? adjustmentsOf(order) : []
  const engage = [...scene.assignments.values()].map(({ id }) =>
    scene.stage.shop.engage.sandbox.assignment(id)
  )
  const offers: string[] = [...scene.assignments.keys()]
  const discounts = discountsOf(rows, ({ promotion_code }) =>
    standing.some(({ code }) => code === promotion_code)
  )
  const placed = order && { id: order.id, cart_id: cart.id, discounts }
  const orders = placed ? [{ ...placed, finished: true, paid: true }] : []
  const broken = checkPromises({ rows, orders, engage }, "any moment")
  return [
    ...broken.map(({ what, seen }) => ({ what, evidence: seen })),
    ...engage.flatMap((state) => {
      const own = rows.filter((row) => row.assignment_id === state.assignmentId)
      const redeemed = own.some(({ status }) => status === "redeemed")
      return unless(
        state.redeemed === redeemed,
        `${nameOf(own[0]?.promotion_code)} is ${state.redeemed ? "" : "not "}redeemed in Engage, and the ledger does not know`,
        { state, rows: own.map(brief) }
      )
    }),
    ...standing.flatMap(({ code }) => {
      const given = rows.some(
        (row) =>
          row.promotion_code === code &&
          row.order_id === order?.id &&
          row.status === "redeemed"
      )
      return unless(
        given || !offers.includes(nameOf(code)),
        `the order has ${nameOf(code)}, which is not redeemed for it`,
        { rows: rows.map(brief), cart: cart.promotions }
      )
    }),
  ]
}

/**
 * Applied in the list is linked in the ledger is on the cart. Only two offers wait:
 * an amount of money while the cart is in another currency, and the list says so;
 * an offer on shipping while the cart has no delivery method, and it comes with one.
 */
async function checkList(scene: Scene, { cart, order, rows }: Remains) {
  const { stage, lane, cart_id, assignments } = scene
  const owner = [lane.owner, lane.other].find(
    ({ id }) => id === cart.customer_id
  )
  if (order || scene.plain || !owner) {
    return []
  }
  const { data } = await stage.shop.storefront(owner).listOffers(cart_id)
  const nameOfId = ({ assignment_id }: { assignment_id: string | null }) =>
    [...assignments].find(([, { id }]) => id === assignment_id)?.[0] ??
    String(assignment_id)
  const nameOf = namesOf(scene, rows)
  const offers: string[] = [...assignments.keys()]
  const applied = data.engage_promotions.filter(({ applied }) => applied)
  const onCart = (cart.promotions ?? [])
    .map(({ code }) => nameOf(code))
    .filter((name) => offers.includes(name))
  const waiting = applied.filter((offer) => {
    const name = nameOfId(offer)
    const waits =
      name === "money"
        ? !offer.applicable && cart.currency_code !== "eur"
        : name === "shipping" && !cart.shipping_methods.length
    return waits && !onCart.includes(name)
  })
  const seen = {
    list: applied.map(nameOfId).sort(),
    ledger: rows
      .filter(({ status }) => ON_CART.includes(status))
      .map(nameOfId)
      .sort(),
    cart: [...onCart, ...waiting.map(nameOfId)].sort(),
  }
  return unless(
    new Set(Object.values(seen).map(String)).size === 1,
    "list, ledger and cart say three things",
    seen
  )
}

/** Whatever happened: who has a cart can buy it, for what it shows. */
export async function checkCanBuy(scene: Scene): Promise<Fault[]> {
  const { stage, cart_id, purchase, web } = scene
  const { total } = await web.cart(cart_id)
  try {
    const { amount: asked } = await startPayment(scene)
    const order = await web.order(cart_id)
    const figures = [total, asked, order.total, book.held(purchase)].map(amount)
    const rows = await stage.shop.ledger.rows(cart_id)
    return [
      ...unless(
        new Set(figures).size === 1,
        "bought afterwards: shown, asked, ordered, paid differ",
        figures
      ),
      ...unless(
        rows.every(({ status }) => ["redeemed", "released"].includes(status)),
        "bought afterwards: an offer is not redeemed",
        rows.map(brief)
      ),
    ]
  } catch (error) {
    const { message } = error as Error
    return [{ what: "the cart cannot be bought afterwards", evidence: message }]
  }
}
