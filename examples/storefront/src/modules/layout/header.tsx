import Link from "next/link"

import { retrieveCart } from "@/lib/data/cart"
import { retrieveCustomer } from "@/lib/data/customer"
import { countItems } from "@/modules/cart/count-items"
import classes from "./header.module.css"
import { Icon } from "./icon"
import { Logo } from "./logo"

/** The shop's name, and the ways to everything. */
export async function Header() {
  const [customer, cart] = await Promise.all([
    retrieveCustomer(),
    retrieveCart(),
  ])
  const items = countItems(cart)

  return (
    <header className={classes.header}>
      <div className={`container ${classes.inner}`}>
        <Link
          href="/"
          className={classes.home}
          aria-label="Norrsken Outdoor, home"
        >
          <Logo />
        </Link>
        <nav className={classes.nav} aria-label="Main">
          <Link href="/" className={classes.link}>
            Shop
          </Link>
          <Link
            href={customer ? "/account" : "/sign-in"}
            className={classes.link}
          >
            <Icon name="user" />
            {customer ? (customer.first_name ?? "Account") : "Sign in"}
          </Link>
          <Link href="/cart" className={classes.link}>
            <Icon name="bag" />
            <span className={classes.wide}>Cart</span>
            {items > 0 && (
              <span className={classes.count} aria-hidden>
                {items}
              </span>
            )}
            <span className="unseen">
              {items === 1 ? "1 item" : `${items} items`}
            </span>
          </Link>
        </nav>
      </div>
    </header>
  )
}
