import { isErrorCode } from "../../src/errors/catalogue"
import { book } from "../../testkit/payment/provider/book"
import { brief } from "../../testkit/ledger/rows"
import { checkPromises, discountsOf } from "../../testkit/promises/check"
import { adjustmentsOf, amount, namesOf, type Remains } from "./outcome"
import { startPayment, type Scene } from "./scene"
import type { Answered } from "./play"

/** Something that no order of the actions explains. */
export type Fault = { what: string; evidence: unknown }

const BINDING = ["claimed", "redeeming", "pending", "redeemed"]

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
    return !action.ours || known || answer.status === 503
      ? []
      : [{ what: `"${action.name}" failed`, evidence: answer }]
  })
}

/** One adjustment a line and promotion, and only of promotions that are there. */
function checkAdjustments(scene: Scene, { cart, order, rows }: Remains) {
  const bought = order ?? cart
  const nameOf = namesOf(scene, rows)
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const { line, code, amount } of adjustmentsOf(bought)) {
    const key = `${line} ${code}`
    if (seen.has(key)) {
      faults.push({
        what: `a line has two adjustments of ${nameOf(code)}`,
        evidence: adjustmentsOf(bought),
      })
    }
    seen.add(key)
    const there = bought.promotions?.some((one) => one.code === code)
    if (!there) {
      faults.push({
        what: `${nameOf(code)} takes ${amount} off and is not on the ${order ? "order" : "cart"}`,
        evidence: bought.promotions,
      })
    }
  }
  return faults
}

/** The provider has what the order costs, and nothing without an order. */
function checkMoney(
  { purchase }: Scene,
  { order, orders, cart }: Remains
): Fault[] {
  const held = amount(book.held(purchase))
  const due = order && !order.canceled_at ? amount(order.total) : 0
  const faults: Fault[] = []
  if (orders.length > (order ? 1 : 0)) {
    faults.push({ what: "there are more orders than one", evidence: orders })
  }
  if (held !== due) {
    faults.push({
      what: order
        ? `the order costs ${due} and the provider has ${held}`
        : `there is no order and the provider has ${held}`,
      evidence: { book: book.of(purchase), payment: cart.payment_collection },
    })
  }
  return faults
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
  const faults: Fault[] = checkPromises(
    {
      rows,
      orders: order
        ? [
            {
              id: order.id,
              cart_id: cart.id,
              finished: true,
              paid: true,
              discounts,
            },
          ]
        : [],
      engage,
    },
    "any moment"
  ).map(({ what, seen }) => ({ what, evidence: seen }))
  for (const state of engage) {
    const own = rows.filter((row) => row.assignment_id === state.assignmentId)
    const redeemed = own.some(({ status }) => status === "redeemed")
    if (state.redeemed !== redeemed) {
      faults.push({
        what: `${nameOf(own[0]?.promotion_code)} is ${state.redeemed ? "" : "not "}redeemed in Engage, and the ledger does not know`,
        evidence: { state, rows: own.map(brief) },
      })
    }
  }
  for (const { code } of standing) {
    const given = rows.some(
      (row) =>
        row.promotion_code === code &&
        row.order_id === order?.id &&
        row.status === "redeemed"
    )
    if (offers.includes(nameOf(code)) && !given) {
      faults.push({
        what: `the order has ${nameOf(code)}, which is not redeemed for it`,
        evidence: { rows: rows.map(brief), cart: cart.promotions },
      })
    }
  }
  return faults
}

/**
 * Applied in the list is linked in the ledger is on the cart. Only an amount of
 * money waits while the cart is in another currency, and the list says so.
 */
async function checkList(
  scene: Scene,
  { cart, order, rows }: Remains
): Promise<Fault[]> {
  if (order || scene.plain) {
    return []
  }
  const { stage, lane, cart_id, assignments } = scene
  const { shop } = stage
  const owner = [lane.owner, lane.other].find(
    ({ id }) => id === cart.customer_id
  )
  if (!owner) {
    return []
  }
  const { data } = await shop.storefront(owner).listOffers(cart_id)
  const nameOfId = (id: string | null) =>
    [...assignments].find(([, one]) => one.id === id)?.[0] ?? String(id)
  const nameOf = namesOf(scene, rows)
  const offers: string[] = [...assignments.keys()]
  const applied = data.engage_promotions.filter(({ applied }) => applied)
  const seen = {
    list: applied.map(({ assignment_id }) => nameOfId(assignment_id)),
    waits: applied
      .filter(({ applicable }) => !applicable)
      .map(({ assignment_id }) => nameOfId(assignment_id))
      .filter((name) => name === "money" && cart.currency_code !== "eur"),
    ledger: rows
      .filter(({ status }) => status === "linked" || BINDING.includes(status))
      .map(({ assignment_id }) => nameOfId(assignment_id)),
    cart: (cart.promotions ?? [])
      .map(({ code }) => nameOf(code))
      .filter((name) => offers.includes(name)),
  }
  const [list, ledger, onCart] = [
    seen.list,
    seen.ledger,
    [...seen.cart, ...seen.waits.filter((name) => !seen.cart.includes(name))],
  ].map((names) => [...names].sort().join())
  const agree = list === ledger && list === onCart
  return agree
    ? []
    : [{ what: "list, ledger and cart say three things", evidence: seen }]
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
    const open = rows.filter(
      ({ status }) => status !== "redeemed" && status !== "released"
    )
    return [
      ...(new Set(figures).size === 1
        ? []
        : [
            {
              what: "bought afterwards: shown, asked, ordered, paid differ",
              evidence: figures,
            },
          ]),
      ...(open.length
        ? [
            {
              what: "bought afterwards: an offer is not redeemed",
              evidence: rows.map(brief),
            },
          ]
        : []),
    ]
  } catch (error) {
    return [
      {
        what: "the cart cannot be bought afterwards",
        evidence: (error as Error).message,
      },
    ]
  }
}
