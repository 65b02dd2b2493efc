import { Drawer, Heading, Text, usePrompt } from "@medusajs/ui"
import { useRef, type ReactNode } from "react"

import { useMended } from "../hooks/use-mended"
import { useTexts } from "../hooks/use-texts"

/**
 * A drawer with a form. If the operator has typed text, every way of closing the
 * drawer asks first; after the form has saved, the drawer closes without a question.
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
  /** Whether closing would lose typed text. */
  isTyped: boolean
  /**
   * Id of the element that gets the focus after saving, because the element that
   * opened the drawer may be gone by then. Otherwise the focus returns to the
   * opener.
   */
  focusAfterwards: string
  children: (close: { saved: () => void }) => ReactNode
}) {
  const t = useTexts()
  const prompt = usePrompt()
  const mended = useMended<HTMLDivElement>(t("general.close"))
  const wasSaved = useRef(false)
  /**
   * The element that opened the drawer. Radix returns the focus only to a trigger,
   * and this drawer has no trigger.
   */
  const opener = useRef<HTMLElement | null>(null)

  const change = async (next: boolean) => {
    if (!next && isTyped) {
      const field = document.activeElement as HTMLElement | null
      // Medusa's question also listens for Esc: the same key press would close it at
      // once.
      await new Promise((resolve) => setTimeout(resolve))
      const confirmed = await prompt({
        variant: "confirmation",
        title: t("discard.title"),
        description: t("discard.text"),
        confirmText: t("discard.confirm"),
        cancelText: t("discard.cancel"),
      })
      if (!confirmed) {
        // After the question has closed.
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
