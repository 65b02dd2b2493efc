import { Group, Skeleton, Stack, Text, Title } from "@mantine/core"
import { IconLogout } from "@tabler/icons-react"
import { Navigate } from "react-router-dom"

import { BusyButton } from "../layout/busy-button"
import { PageTitle } from "../layout/page-title"
import { MemberOffers } from "../offers/member-offers"
import { OrderList } from "../orders/order-list"
import { useCustomer } from "./use-customer"
import { useSignOut } from "./use-sign-in"

/** What a customer has here: their offers and their orders. */
export function AccountPage() {
  const { data: customer, isPending } = useCustomer()
  const signOut = useSignOut()

  if (isPending) {
    return <Skeleton h="40vh" aria-busy />
  }
  if (!customer) {
    return <Navigate to="/sign-in" replace />
  }
  return (
    <Stack gap="2.5rem" maw="46rem">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <PageTitle>{`Hello, ${customer.first_name ?? customer.email}`}</PageTitle>
          <Text c="dimmed">{customer.email}</Text>
        </div>
        <BusyButton
          variant="default"
          leftSection={<IconLogout size={18} aria-hidden />}
          busy={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          Sign out
        </BusyButton>
      </Group>
      <section aria-labelledby="your-offers">
        <Title order={2} id="your-offers" mb="sm">
          Your offers
        </Title>
        <MemberOffers />
      </section>
      <section aria-labelledby="your-orders">
        <Title order={2} id="your-orders" mb="sm">
          Your orders
        </Title>
        <OrderList />
      </section>
    </Stack>
  )
}
