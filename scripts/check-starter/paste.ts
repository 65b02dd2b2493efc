import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import ts from "typescript"

import { readPage, samplesOf } from "../../integration-tests/docs/samples"

const PAGE = "docs/nextjs.md"
const HEADING = "## In Medusa's starter: what to paste"

/** The file of the starter in which `placeOrder` is replaced. */
const CART = "src/lib/data/cart.ts"

/** What the page says in a sentence about a file that the starter has. */
type Edit = {
  /** What the page has a reader write. */
  shown: string
  /** What the starter has there, by the page's own words. */
  find: string
  /** What is there afterwards. */
  put: string
}

const before = (find: string, shown: string): Edit => ({
  ...{ shown, find },
  put: `${shown}\n${find}`,
})
const after = (find: string, shown: string): Edit => ({
  ...{ shown, find },
  put: `${find}\n${shown}`,
})
const instead = (find: string, shown: string): Edit => ({
  ...{ shown, find },
  put: shown,
})

const SUSPENSE = 'import { Suspense } from "react"'
const WITHOUT_OFFERS =
  'import WithoutOffers from "@modules/offers/without-offers"'
const ORDER_OFFERS = 'import OrderOffers from "@modules/offers/order-offers"'

const EDITS: { file: string; imports: string[]; edits: Edit[] }[] = [
  {
    file: "src/app/[countryCode]/(checkout)/checkout/page.tsx",
    imports: [
      SUSPENSE,
      'import OrderProblem, { type CheckoutProps } from "@modules/offers/order-problem"',
      WITHOUT_OFFERS,
    ],
    edits: [
      instead(
        "export default async function Checkout() {",
        "export default async function Checkout({ searchParams }: CheckoutProps) {"
      ),
      before(
        "<PaymentWrapper cart={cart}>",
        "<Suspense><OrderProblem cartId={cart.id} searchParams={searchParams} /></Suspense>"
      ),
      instead(
        "<CheckoutSummary cart={cart} />",
        "<WithoutOffers cart={cart} as={CheckoutSummary} />"
      ),
    ],
  },
  {
    file: "src/modules/cart/templates/index.tsx",
    imports: [
      SUSPENSE,
      WITHOUT_OFFERS,
      'import YourOffers from "@modules/offers/your-offers"',
    ],
    edits: [
      before(
        '<div className="bg-white py-6">',
        "<Suspense><YourOffers cartId={cart.id} /></Suspense>"
      ),
      instead(
        "<Summary cart={cart} />",
        "<WithoutOffers cart={cart} as={Summary} />"
      ),
    ],
  },
  {
    file: "src/modules/order/templates/order-completed-template.tsx",
    imports: [ORDER_OFFERS],
    edits: [
      after(
        "<CartTotals totals={order} />",
        "<OrderOffers orderId={order.id} />"
      ),
    ],
  },
  {
    file: "src/app/[countryCode]/(main)/account/@dashboard/orders/details/[id]/page.tsx",
    imports: [ORDER_OFFERS],
    edits: [
      instead(
        "<OrderDetailsTemplate order={order} />",
        "<><OrderDetailsTemplate order={order} /><OrderOffers orderId={order.id} /></>"
      ),
    ],
  },
]

/**
 * Does in a storefront of Medusa's starter all that the page says: writes the page's
 * files, replaces `placeOrder`, and puts the components where the page wants them.
 * @throws Error when the page does not show an edit, or the starter has not the place
 * for it exactly once.
 */
export function pasteIntoStarter(storefront: string): void {
  const page = readPage(PAGE)
  const [part = ""] = page.slice(page.indexOf(HEADING)).split(/\n#+ /)
  for (const { code } of samplesOf(PAGE, part)) {
    const [, path] = /^\/\/ (src\/\S+)\n/.exec(code) ?? []
    if (!path) {
      throw new Error(`A sample of ${PAGE} does not begin with its place`)
    }
    const file = join(storefront, path)
    const text = code.replace(/^.*\n/, "")
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, path === CART ? withPlaceOrder(file, text) : text)
  }
  for (const { file, imports, edits } of EDITS) {
    const path = join(storefront, file)
    let text = readFileSync(path, "utf8")
    const told = edits.flatMap(({ shown, find }) => [shown, find])
    for (const words of [file, ...imports, ...told]) {
      if (!part.includes(`\`${words}\``)) {
        throw new Error(`${PAGE} does not show ${words}`)
      }
    }
    for (const { find, put } of edits) {
      text = replaceOnce(text, find, put, file)
    }
    writeFileSync(path, `${imports.join("\n")}\n${text}`)
  }
}

/** The starter's file with the page's `placeOrder`, and the one import it lacks. */
function withPlaceOrder(file: string, sample: string): string {
  const text = readFileSync(file, "utf8")
  const [old, wanted] = [functionIn(text), functionIn(sample)]
  const [imported] = /^import .* from "medusa-plugin-.*"$/m.exec(sample) ?? []
  if (!old || !wanted || !imported) {
    throw new Error(`placeOrder is not where ${PAGE} says`)
  }
  return replaceOnce(text, old, wanted, CART).replace(
    "\nimport ",
    `\n${imported}\nimport `
  )
}

/** The text of `placeOrder`, without the comment before it. */
function functionIn(text: string): string | undefined {
  const source = ts.createSourceFile(CART, text, ts.ScriptTarget.Latest, true)
  return source.statements
    .filter(ts.isFunctionDeclaration)
    .find(({ name }) => name?.text === "placeOrder")
    ?.getText()
}

function replaceOnce(
  text: string,
  find: string,
  put: string,
  file: string
): string {
  const parts = text.split(find)
  if (parts.length !== 2) {
    throw new Error(`${file} has ${parts.length - 1} times ${find}`)
  }
  return parts.join(put)
}
