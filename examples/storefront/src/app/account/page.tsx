import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Suspense } from "react"

import { retrieveCustomer } from "@/lib/data/customer"
import { signOut } from "@/lib/data/customer-actions"
import classes from "@/modules/customer/account-page.module.css"
import { SubmitButton } from "@/modules/layout/button"
import { Icon } from "@/modules/layout/icon"
import { PageTitle } from "@/modules/layout/page-title"
import { Skeleton } from "@/modules/layout/skeleton"
import { MemberOffers } from "@/modules/offers/member-offers"
import { OrderList } from "@/modules/orders/order-list"

export const metadata: Metadata = { title: "Your account" }

/** What a customer has here: their offers and their orders. */
export default async function AccountPage() {
  const customer = await retrieveCustomer()
  if (!customer) {
    redirect("/sign-in")
  }
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <div>
          <PageTitle>{`Hello, ${customer.first_name ?? customer.email}`}</PageTitle>
          <p className="dimmed">{customer.email}</p>
        </div>
        <form action={signOut}>
          <SubmitButton look="plain">
            <Icon name="sign-out" size={18} />
            Sign out
          </SubmitButton>
        </form>
      </div>
      <section aria-labelledby="your-offers">
        <h2 id="your-offers">Your offers</h2>
        <Suspense fallback={<Skeleton height="7rem" />}>
          <MemberOffers />
        </Suspense>
      </section>
      <section aria-labelledby="your-orders">
        <h2 id="your-orders">Your orders</h2>
        <Suspense fallback={<Skeleton height="4rem" />}>
          <OrderList />
        </Suspense>
      </section>
    </div>
  )
}
