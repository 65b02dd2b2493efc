import { Button, Stack, Text } from "@mantine/core"
import { Link } from "react-router-dom"

import { PageTitle } from "./page-title"

/** For an address that the shop does not have. */
export function NotFoundPage() {
  return (
    <Stack align="flex-start" gap="md">
      <PageTitle>Off the map</PageTitle>
      <Text>There is no page at this address.</Text>
      <Button component={Link} to="/">
        Back to the shop
      </Button>
    </Stack>
  )
}
