import { Text } from "@mantine/core"
import { IconCloudOff, IconRefresh } from "@tabler/icons-react"

import { BusyButton } from "../layout/busy-button"
import classes from "./offers-away.module.css"

/** Engage cannot be asked. The shop sells on, and says so. */
export function OffersAway({
  busy,
  onRetry,
}: {
  busy: boolean
  onRetry: () => void
}) {
  return (
    <div className={classes.away} role="status">
      <IconCloudOff size={28} stroke={1.5} aria-hidden />
      <div className={classes.text}>
        <Text fw={600}>Your offers cannot be reached right now</Text>
        <Text size="sm">
          They are not lost. You can shop as always, or try again in a moment.
        </Text>
      </div>
      <BusyButton
        variant="default"
        busy={busy}
        leftSection={<IconRefresh size={18} aria-hidden />}
        onClick={onRetry}
      >
        Try again
      </BusyButton>
    </div>
  )
}
