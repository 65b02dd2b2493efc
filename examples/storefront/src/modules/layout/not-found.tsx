import { ButtonLink } from "./button"
import classes from "./not-found.module.css"
import { PageTitle } from "./page-title"

/** For an address that the shop does not have. */
export function NotFound() {
  return (
    <div className={classes.page}>
      <PageTitle>Off the map</PageTitle>
      <p>There is no page at this address.</p>
      <ButtonLink href="/">Back to the shop</ButtonLink>
    </div>
  )
}
