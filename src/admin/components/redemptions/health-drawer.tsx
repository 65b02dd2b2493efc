import { ArrowPath } from "@medusajs/icons"
import { Button, Drawer, Heading, StatusBadge, Text } from "@medusajs/ui"
import type { ReactNode } from "react"

import type {
  AdminEngageReachability,
  AdminPromotionRedemptionHealthResponse,
  AdminRedemptionQueue,
} from "../../../types/admin-http"
import { useHealth } from "../../hooks/api/health"
import { useFormat } from "../../hooks/use-format"
import { useMended } from "../../hooks/use-mended"
import { useTexts } from "../../hooks/use-texts"
import { LoadError, Loading } from "../placeholders"
import { CheckForm } from "../check/customer-check"
import { CheckStep } from "../check/step"

const COLORS = {
  ok: "green",
  key_refused: "red",
  misconfigured: "red",
  unreachable: "orange",
  not_configured: "grey",
} as const satisfies Record<AdminEngageReachability, string>

/** Shows the connection's state in a word, and opens the drawer. */
export function HealthButton({ onClick }: { onClick: () => void }) {
  const t = useTexts()
  const { data: health, isPending } = useHealth()
  const status = health
    ? t(`health.status.${health.engage.status}`)
    : t(isPending ? "health.asking" : "health.unknown")

  return (
    <Button size="small" variant="secondary" type="button" onClick={onClick}>
      {t("health.button", { status })}
    </Button>
  )
}

/**
 * Whether the shop reaches Engage, which work is waiting, and the options in force.
 */
export function HealthDrawer({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTexts()
  const mended = useMended<HTMLDivElement>(t("general.close"))
  const { data, isPending, isError, isFetching, refetch } = useHealth()

  return (
    <Drawer open={open} onOpenChange={onOpenChange}>
      <Drawer.Content ref={mended}>
        <Drawer.Header>
          <Drawer.Title asChild>
            <Heading>{t("health.title")}</Heading>
          </Drawer.Title>
          <Drawer.Description asChild>
            <Text size="small" className="text-ui-fg-subtle">
              {t("health.description")}
            </Text>
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body tabIndex={0} className="flex-1 overflow-y-auto p-0">
          {isPending && <Loading rows={6} />}
          {isError && <LoadError text={t("health.error")} onRetry={refetch} />}
          {data && !isError && (
            <div className="divide-y">
              <Connection engage={data.engage} />
              <CheckForm />
              <Health health={data} />
            </div>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Button
            size="small"
            variant="secondary"
            type="button"
            isLoading={isFetching}
            onClick={() => void refetch()}
          >
            <ArrowPath aria-hidden />
            {t("health.again")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

type Health = AdminPromotionRedemptionHealthResponse["health"]

/** The questions that the shop asked Engage, with the answers. */
function Connection({ engage }: { engage: Health["engage"] }) {
  const t = useTexts()
  const format = useFormat()

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <StatusBadge color={COLORS[engage.status]} className="w-fit">
        {t("health.button", { status: t(`health.status.${engage.status}`) })}
      </StatusBadge>
      <Text size="small" className="text-pretty">
        {t(`health.text.${engage.status}`)}
      </Text>
      {engage.steps.length > 0 && (
        <ul className="divide-y">
          {engage.steps.map((checked) => (
            <CheckStep key={checked.step} checked={checked} />
          ))}
        </ul>
      )}
      {engage.duration_ms !== null && (
        <dl className="flex flex-col gap-y-2">
          <Fact name={t("health.took")}>
            {format.duration(engage.duration_ms)}
          </Fact>
        </dl>
      )}
    </div>
  )
}

const QUEUES = [
  ["waiting", "health.waiting"],
  ["attention", "health.attention"],
  ["give_back", "health.giveBack"],
  ["unpaid", "health.unpaid"],
] as const

function Health({ health }: { health: Health }) {
  const t = useTexts()
  const format = useFormat()

  return (
    <>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <Heading level="h2">{t("health.queue")}</Heading>
        <dl className="flex flex-col gap-y-2">
          {QUEUES.map(([queue, name]) => (
            <Fact key={queue} name={t(name)}>
              <Queue queue={health[queue]} />
            </Fact>
          ))}
          <Fact name={t("health.promotions")}>
            {format.number(health.promotions_awaiting_decision)}
          </Fact>
        </dl>
      </div>
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <div>
          <Heading level="h2">{t("health.options")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            {t("health.optionsText")}
          </Text>
        </div>
        <dl className="flex flex-col gap-y-2">
          {Object.entries(health.options).map(([name, value]) => (
            <Fact key={name} name={<code>{name}</code>}>
              <OptionValue value={value} />
            </Fact>
          ))}
        </dl>
      </div>
    </>
  )
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="txt-compact-small grid grid-cols-2 gap-4">
      <dt className="text-ui-fg-subtle break-words">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

function Queue({ queue }: { queue: AdminRedemptionQueue }) {
  const t = useTexts()
  const format = useFormat()
  const { count, oldest_at } = queue
  return (
    <>
      {format.number(count)}
      {oldest_at && (
        <span className="text-ui-fg-subtle">
          {", "}
          {t("health.oldest", { age: format.relative(oldest_at) })}
        </span>
      )}
    </>
  )
}

/** An option's value in a readable form. */
function OptionValue({ value }: { value: unknown }) {
  const t = useTexts()
  if (value === null || value === undefined || value === "") {
    return <span className="text-ui-fg-subtle">{t("health.notSet")}</span>
  }
  if (typeof value === "boolean") {
    return <>{t(value ? "health.yes" : "health.no")}</>
  }
  if (Array.isArray(value)) {
    return <>{value.join(", ")}</>
  }
  if (typeof value === "object") {
    return (
      <>
        {Object.entries(value)
          .map(([name, inner]) => `${name}: ${String(inner)}`)
          .join(", ")}
      </>
    )
  }
  return <>{String(value)}</>
}
