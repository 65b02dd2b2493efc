import { Button, VisuallyHidden } from "@mantine/core"

import type { Cart } from "../shop/types"
import classes from "./address-shown.module.css"

/** Where the cart goes, as it was given. */
export function AddressShown({
  cart: { email, shipping_address: to },
  onChange,
}: {
  cart: Cart
  onChange: () => void
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
      <Button variant="default" onClick={onChange}>
        Change<VisuallyHidden component="span"> the address</VisuallyHidden>
      </Button>
    </div>
  )
}
