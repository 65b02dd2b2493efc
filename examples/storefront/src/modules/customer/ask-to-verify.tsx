"use client"

import { useState, useTransition } from "react"

import { requestVerification } from "@/lib/data/customer-actions"
import { BusyButton } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import classes from "@/modules/offers/offers-away.module.css"

/** Offers come with an e-mail address; whose it is has to be shown first. */
export function AskToVerify() {
  const [isPending, start] = useTransition()
  const [told, tell] = useState("")

  const onClick = () =>
    start(async () => {
      const result = await requestVerification()
      tell(
        result.ok
          ? "A link is on its way to your e-mail address."
          : result.sentence
      )
    })

  return (
    <div className={classes.away}>
      <Icon name="mail" size={28} />
      <div className={classes.text}>
        <p>
          <strong>Your offers wait for one thing</strong>
        </p>
        <p className="small">
          They come with your e-mail address. Show us that it is yours, by a
          link that we send there.
        </p>
        <p role="status" className="small">
          {told}
        </p>
      </div>
      <BusyButton look="plain" busy={isPending} onClick={onClick}>
        Send the link
      </BusyButton>
    </div>
  )
}
