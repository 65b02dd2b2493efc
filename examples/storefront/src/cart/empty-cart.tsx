import { Button, Text } from "@mantine/core"
import { IconShoppingBag } from "@tabler/icons-react"
import { Link } from "react-router-dom"

import { PageTitle } from "../layout/page-title"
import classes from "./empty-cart.module.css"

/** A cart with nothing in it. */
export function EmptyCart() {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <IconShoppingBag size={36} stroke={1.4} aria-hidden />
      </span>
      <PageTitle>Your cart is empty</PageTitle>
      <Text c="dimmed">
        Your offers wait here until there is something in it.
      </Text>
      <Button component={Link} to="/" size="md" mt="sm">
        See what we have
      </Button>
    </div>
  )
}
