import { Container, VisuallyHidden } from "@mantine/core"
import { IconShoppingBag, IconUser } from "@tabler/icons-react"
import { Link, NavLink } from "react-router-dom"

import { countItems } from "../cart/count-items"
import { useCart } from "../cart/use-cart"
import { useCustomer } from "../customer/use-customer"
import classes from "./header.module.css"
import { Logo } from "./logo"

/** The shop's name, and the ways to everything. */
export function Header() {
  const { data: customer } = useCustomer()
  const { data: cart } = useCart()
  const items = countItems(cart)

  return (
    <header className={classes.header}>
      <Container size="lg" className={classes.inner}>
        <Link
          to="/"
          className={classes.home}
          aria-label="Norrsken Outdoor, home"
        >
          <Logo />
        </Link>
        <nav className={classes.nav} aria-label="Main">
          <NavLink to="/" end className={classes.link}>
            Shop
          </NavLink>
          <NavLink
            to={customer ? "/account" : "/sign-in"}
            className={classes.link}
          >
            <IconUser size={20} stroke={1.8} aria-hidden />
            {customer ? (customer.first_name ?? "Account") : "Sign in"}
          </NavLink>
          <NavLink to="/cart" className={classes.link}>
            <IconShoppingBag size={20} stroke={1.8} aria-hidden />
            <span className={classes.wide}>Cart</span>
            {items > 0 && (
              <span className={classes.count} aria-hidden>
                {items}
              </span>
            )}
            <VisuallyHidden component="span">
              {items === 1 ? "1 item" : `${items} items`}
            </VisuallyHidden>
          </NavLink>
        </nav>
      </Container>
    </header>
  )
}
