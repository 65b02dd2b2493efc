import { ButtonLink } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import { PageTitle } from "@/modules/layout/page-title"
import classes from "./empty-cart.module.css"

/** A cart with nothing in it. */
export function EmptyCart() {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Icon name="bag" size={36} />
      </span>
      <PageTitle>Your cart is empty</PageTitle>
      <p className="dimmed">
        Your offers wait here until there is something in it.
      </p>
      <ButtonLink href="/" size="medium">
        See what we have
      </ButtonLink>
    </div>
  )
}
