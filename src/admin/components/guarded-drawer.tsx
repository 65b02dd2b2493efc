import { Drawer, Heading, Text, usePrompt } from "@medusajs/ui"
import { useRef, type ReactNode } from "react"

import { useMended } from "../hooks/use-mended"
import { useTexts } from "../hooks/use-texts"

/**
 * A drawer with a form. Closing it, in whatever way, asks first when something was
 * typed; what the form has saved, it closes without asking.
 */
export function GuardedDrawer({
  open,
  onOpenChange,
  title,
  description,
  isTyped,
  focusAfterwards,
  children,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  /** Whether something would be lost. */
  isTyped: boolean
  /**
   * Id of what gets the focus when the form was saved: what opened the drawer may
   * be gone by then. In every other case the focus goes back to where it was.
   */
  focusAfterwards: string
  children: (close: { saved: () => void }) => ReactNode
}) {
  const t = useTexts()
  const prompt = usePrompt()
  const mended = useMended<HTMLDivElement>(t("general.close"))
  const wasSaved = useRef(false)
  /** What opened it. Radix returns the focus to a trigger only, and it has none. */
  const opener = useRef<HTMLElement | null>(null)

  const change = async (next: boolean) => {
    if (!next && isTyped) {
      const field = document.activeElement as HTMLElement | null
      // Medusa's question listens for the same Esc: it would close with it at once.
      await new Promise((resolve) => setTimeout(resolve))
      const confirmed = await prompt({
        variant: "confirmation",
        title: t("discard.title"),
        description: t("discard.text"),
        confirmText: t("discard.confirm"),
        cancelText: t("discard.cancel"),
      })
      if (!confirmed) {
        // Once the question is gone.
        setTimeout(() => field?.focus())
        return
      }
    }
    onOpenChange(next)
  }
  const saved = () => {
    wasSaved.current = true
    onOpenChange(false)
  }

  return (
    <Drawer open={open} onOpenChange={(next) => void change(next)}>
      <Drawer.Content
        ref={mended}
        onOpenAutoFocus={() => {
          wasSaved.current = false
          opener.current = document.activeElement as HTMLElement | null
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          const back = wasSaved.current ? null : opener.current
          const target = back?.isConnected
            ? back
            : document.getElementById(focusAfterwards)
          target?.focus()
        }}
      >
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{title}</Heading>
          </Drawer.Title>
          <Drawer.Description asChild>
            <Text size="small" className="text-ui-fg-subtle">
              {description}
            </Text>
          </Drawer.Description>
        </Drawer.Header>
        {children({ saved })}
      </Drawer.Content>
    </Drawer>
  )
}
