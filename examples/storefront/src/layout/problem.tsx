import { Alert, Button, Stack, Text } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"

import { sentenceOf } from "../shop/errors"

/** What is shown instead of what could not be loaded. */
export function Problem({
  error,
  onRetry,
}: {
  error: unknown
  onRetry: () => unknown
}) {
  return (
    <Alert
      color="ember"
      icon={<IconAlertTriangle aria-hidden />}
      title="This could not be loaded"
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{sentenceOf(error)}</Text>
        <Button size="xs" variant="default" onClick={() => void onRetry()}>
          Try again
        </Button>
      </Stack>
    </Alert>
  )
}
