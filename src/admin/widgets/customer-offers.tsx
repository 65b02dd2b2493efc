import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { CurrentOffers } from "../components/customer/current-offers"
import { PastRedemptions } from "../components/customer/past-redemptions"
import { RecentRefusals } from "../components/customer/recent-refusals"
import { useMay } from "../hooks/api/user"

/** A customer's current offers in Engage, recent refusals, and used offers. */
const CustomerOffersWidget = ({ data: customer }: { data: { id: string } }) =>
  useMay("promotion_redemption:read") === false ? null : (
    <div className="flex flex-col gap-y-3">
      <CurrentOffers customerId={customer.id} />
      <RecentRefusals customerId={customer.id} />
      <PastRedemptions customerId={customer.id} />
    </div>
  )

export const config = defineWidgetConfig({
  zone: "customer.details.side.after",
  id: "voyado-engage-customer-offers",
})

export default CustomerOffersWidget
