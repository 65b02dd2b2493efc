import Link from "next/link"

import { retrieveMyOffers } from "@/lib/data/offers"
import { Icon } from "@/modules/layout/icon"
import { nameOf } from "./offer-text"
import classes from "./offers-reminder.module.css"

/** Tells members at the shop's front what waits for them; nothing to others. */
export async function OffersReminder() {
  const { offers } = await retrieveMyOffers()
  const [first, ...others] = offers.filter(({ applicable }) => applicable)
  if (!first) {
    return null
  }
  return (
    <Link href="/account" className={classes.reminder}>
      <Icon name="gift" size={24} />
      <span>
        <strong>Yours: {nameOf(first)}</strong>
        {others.length > 0 && `, and ${others.length} more`}
      </span>
      <span className={classes.arrow}>
        <Icon name="arrow-right" />
      </span>
    </Link>
  )
}
