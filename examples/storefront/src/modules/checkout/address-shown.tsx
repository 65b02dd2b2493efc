import type { HttpTypes } from "@medusajs/types"

import { ButtonLink } from "@/modules/layout/button"
import classes from "./address-shown.module.css"

/** Where the cart goes, as it was given. */
export function AddressShown({
  cart: { email, shipping_address: to },
}: {
  cart: HttpTypes.StoreCart
}) {
  return (
    <div className={classes.shown}>
      <address className={classes.address}>
        {to?.first_name} {to?.last_name}
        <br />
        {to?.address_1}
        <br />
        {to?.postal_code} {to?.city}
        <br />
        {email}
      </address>
      <ButtonLink href="/checkout?step=address" look="plain">
        Change<span className="unseen"> the address</span>
      </ButtonLink>
    </div>
  )
}
