import { listOffers } from "@lib/data/offers"
import {
  isErrorCode,
  isResultCode,
  sentenceFor,
} from "medusa-plugin-voyado-engage-storefront"
import { Suspense } from "react"

export type CheckoutProps = {
  searchParams: Promise<{ step?: string; problem?: string }>
}

type Props = CheckoutProps & { cartId: string }

/** Above the checkout: why no order was placed, and the names of the refused offers. */
export default function OrderProblem(props: Props) {
  return (
    <Suspense>
      <Problem {...props} />
    </Suspense>
  )
}

async function Problem({ cartId, searchParams }: Props) {
  const { step, problem } = await searchParams
  if (step !== "payment" || !isResultCode(problem)) {
    return null
  }
  const list = isErrorCode(problem) ? await listOffers(cartId) : null
  const names = list?.refused.map(({ heading, name }) => heading ?? name)
  return (
    <div role="alert" className="small:col-span-2 mb-8 text-rose-700">
      <p className="font-semibold">{names?.join(", ")}</p>
      <p>{sentenceFor(problem)}</p>
    </div>
  )
}
