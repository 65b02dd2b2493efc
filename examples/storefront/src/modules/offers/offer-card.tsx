import {
  sentenceFor,
  type StoreEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"
import type { ReactNode } from "react"

import { settings } from "@/lib/settings"
import { Icon } from "@/modules/layout/icon"
import classes from "./offer-card.module.css"
import { nameOf, untilWhen, valueOf } from "./offer-text"

/** An offer: its picture, what it gives, and until when. */
export function OfferCard({
  offer,
  children,
}: {
  offer: StoreEngagePromotion
  /** What can be done with it. */
  children?: ReactNode
}) {
  const value = valueOf(offer)
  const until = untilWhen(offer)
  const isUsable = offer.applied || offer.applicable

  return (
    <li
      className={classes.offer}
      data-applied={offer.applied || undefined}
      data-unusable={!isUsable || undefined}
    >
      <div className={classes.picture}>
        {offer.image_url ? (
          <img src={offer.image_url} alt="" />
        ) : (
          <Icon name="gift" size={36} />
        )}
        {value && <span className={classes.value}>{value}</span>}
      </div>
      <div className={classes.text}>
        <h3>{nameOf(offer)}</h3>
        {offer.description && <p className="small">{offer.description}</p>}
        {offer.applied && (
          <p className={classes.applied}>
            <Icon name="circle-check" size={18} />
            On your cart
          </p>
        )}
        {until && (
          <p className={classes.note}>
            <Icon name="calendar" size={16} />
            {until}
          </p>
        )}
        {!isUsable && offer.reason && (
          <p className={classes.note}>
            <Icon name="info" size={16} />
            {sentenceFor(offer.reason, settings)}
          </p>
        )}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </li>
  )
}
