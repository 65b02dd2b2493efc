import { Button, Loader, type ButtonProps } from "@mantine/core"
import type { ComponentPropsWithoutRef } from "react"

type Props = Omit<ButtonProps, "loading" | "disabled"> &
  Omit<ComponentPropsWithoutRef<"button">, keyof ButtonProps> & {
    /** It is at it: says so, and does nothing when pressed. */
    busy: boolean
  }

/**
 * A button that stays where it is while it works. A disabled one would lose the
 * focus, and with it the place of whoever uses the keyboard.
 */
export function BusyButton({ busy, onClick, leftSection, ...props }: Props) {
  return (
    <Button
      {...props}
      aria-busy={busy}
      aria-disabled={busy}
      leftSection={
        busy ? (
          <Loader size="1em" color="currentColor" aria-hidden />
        ) : (
          leftSection
        )
      }
      onClick={(event) => {
        if (busy) {
          event.preventDefault()
          return
        }
        onClick?.(event)
      }}
    />
  )
}
