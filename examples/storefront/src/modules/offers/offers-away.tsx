"use client"

import { useRouter } from "next/navigation"
import { useTransition } from "react"

import { BusyButton } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import classes from "./offers-away.module.css"

/** The offers cannot be listed. The shop sells on, and says so. */
export function OffersAway() {
  const router = useRouter()
  const [isPending, start] = useTransition()
  return (
    <div className={classes.away} role="status">
      <Icon name="away" size={28} />
      <div className={classes.text}>
        <p>
          <strong>Your offers cannot be reached right now</strong>
        </p>
        <p className="small">
          They are not lost. You can shop as always, or try again in a moment.
        </p>
      </div>
      <BusyButton
        look="plain"
        busy={isPending}
        onClick={() => start(() => router.refresh())}
      >
        <Icon name="refresh" size={18} />
        Try again
      </BusyButton>
    </div>
  )
}
