import { ArrowLeft, ChevronLeft, ChevronRight } from "@medusajs/icons"
import { Button, IconButton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link, useLocation } from "react-router-dom"

import { useTexts } from "../../hooks/use-texts"
import { listPath, readQueue, redemptionPath } from "../../lib/queue"

/** Links back to the list, and to the list's previous and next row. */
export function QueueNav({ id }: { id: string }) {
  const t = useTexts()
  const queue = readQueue(useLocation().state)
  const position = queue?.ids.indexOf(id) ?? -1
  const previous = queue?.ids[position - 1]
  const next = queue?.ids[position + 1]

  return (
    <nav
      aria-label={t("queue.label")}
      className="flex w-full items-center justify-between gap-x-2"
    >
      <Button size="small" variant="transparent" asChild>
        <Link to={listPath(queue)} state={{ from: id }}>
          <ArrowLeft aria-hidden />
          {t("queue.back")}
        </Link>
      </Button>
      {queue && position >= 0 && (
        <div className="flex items-center gap-x-2">
          <Text
            as="span"
            size="small"
            className="text-ui-fg-subtle tabular-nums"
          >
            {t("queue.position", {
              position: position + 1,
              count: queue.ids.length,
            })}
          </Text>
          <Step
            name={t("queue.previous")}
            to={previous && redemptionPath(previous)}
            state={{ queue }}
            icon={<ChevronLeft />}
          />
          <Step
            name={t("queue.next")}
            to={next && redemptionPath(next)}
            state={{ queue }}
            icon={<ChevronRight />}
          />
        </div>
      )}
    </nav>
  )
}

function Step({
  name,
  to,
  state,
  icon,
}: {
  name: string
  to: string | undefined
  state: unknown
  icon: ReactNode
}) {
  return to ? (
    <IconButton size="small" asChild>
      <Link to={to} state={state} replace aria-label={name} title={name}>
        {icon}
      </Link>
    </IconButton>
  ) : (
    <IconButton
      size="small"
      type="button"
      disabled
      aria-label={name}
      title={name}
    >
      {icon}
    </IconButton>
  )
}
