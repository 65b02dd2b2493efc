import { Button, Skeleton, Title } from "@mantine/core"
import { IconLock } from "@tabler/icons-react"
import { Link } from "react-router-dom"

import { PageTitle } from "../layout/page-title"
import { Problem } from "../layout/problem"
import { YourOffers } from "../offers/your-offers"
import { CartLine } from "./cart-line"
import classes from "./cart-page.module.css"
import { CartSummary } from "./cart-summary"
import { EmptyCart } from "./empty-cart"
import { useCart } from "./use-cart"

/** What is in the cart, what the customer's offers make of it, and the total. */
export function CartPage() {
  const { data: cart, error, isPending, refetch } = useCart()

  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (isPending) {
    return <Skeleton h="50vh" aria-busy />
  }
  if (!cart?.items?.length) {
    return <EmptyCart />
  }
  return (
    <div className={classes.page}>
      <div className={classes.goods}>
        <PageTitle>Your cart</PageTitle>
        <ul className={classes.lines}>
          {cart.items.map((item) => (
            <CartLine key={item.id} cart={cart} item={item} />
          ))}
        </ul>
        <section aria-labelledby="your-offers" className={classes.offers}>
          <Title order={2} id="your-offers" tabIndex={-1}>
            Your offers
          </Title>
          <YourOffers cart={cart} />
        </section>
      </div>
      <aside aria-labelledby="summary" className={classes.summary}>
        <Title order={2} id="summary">
          Summary
        </Title>
        <CartSummary cart={cart} />
        <Button
          component={Link}
          to="/checkout"
          size="md"
          fullWidth
          leftSection={<IconLock size={18} aria-hidden />}
        >
          Go to checkout
        </Button>
      </aside>
    </div>
  )
}
