import { IconArrowRight, IconGift } from "@tabler/icons-react"
import { Link } from "react-router-dom"

import { nameOf } from "./offer-text"
import classes from "./offers-reminder.module.css"
import { useMemberOffers } from "./use-offers"

/** Tells members at the shop's front what waits for them; nothing to others. */
export function OffersReminder() {
  const { data: offers } = useMemberOffers()
  const usable = (offers ?? []).filter(({ applicable }) => applicable)
  const [first] = usable

  if (!first) {
    return null
  }
  return (
    <Link to="/account" className={classes.reminder}>
      <IconGift size={24} stroke={1.6} aria-hidden />
      <span>
        <strong>Yours: {nameOf(first)}</strong>
        {usable.length > 1 && `, and ${usable.length - 1} more`}
      </span>
      <IconArrowRight size={20} className={classes.arrow} aria-hidden />
    </Link>
  )
}
