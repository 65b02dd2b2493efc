import type { EmptyReason } from "medusa-plugin-voyado-engage-storefront"
import type { ReactNode } from "react"

import { AskToVerify } from "@/modules/customer/ask-to-verify"
import classes from "./offer-list.module.css"
import { OffersAway } from "./offers-away"

/** Offers, and what to show beside or instead of them. */
export function OfferList({
  count,
  reason,
  children,
}: {
  count: number
  /** Why there are no others. */
  reason: EmptyReason | null
  children: ReactNode
}) {
  return (
    <>
      {count > 0 && <ul className={classes.list}>{children}</ul>}
      {reason === "verification_required" && <AskToVerify />}
      {reason && reason !== "verification_required" && <OffersAway />}
      {!reason && count === 0 && (
        <p className="dimmed">
          You have no offers right now. New ones show up here.
        </p>
      )}
    </>
  )
}
