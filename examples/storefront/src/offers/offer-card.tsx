import { Text, Title } from "@mantine/core"
import {
  sentenceFor,
  type StoreEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"
import {
  IconCalendar,
  IconCircleCheckFilled,
  IconGift,
  IconInfoCircle,
} from "@tabler/icons-react"
import type { ReactNode } from "react"

import { settings } from "../shop/settings"
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
          <IconGift size={36} stroke={1.3} aria-hidden />
        )}
        {value && <span className={classes.value}>{value}</span>}
      </div>
      <div className={classes.text}>
        <Title order={3}>{nameOf(offer)}</Title>
        {offer.description && <Text size="sm">{offer.description}</Text>}
        {offer.applied && (
          <p className={classes.applied}>
            <IconCircleCheckFilled size={18} aria-hidden />
            On your cart
          </p>
        )}
        {until && (
          <p className={classes.note}>
            <IconCalendar size={16} stroke={1.7} aria-hidden />
            {until}
          </p>
        )}
        {!isUsable && offer.reason && (
          <p className={classes.note}>
            <IconInfoCircle size={16} stroke={1.7} aria-hidden />
            {sentenceFor(offer.reason, { locale: settings.locale })}
          </p>
        )}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </li>
  )
}
