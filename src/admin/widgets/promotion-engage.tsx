import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { LoadError, Loading } from "../components/placeholders"
import { DraftModal } from "../components/promotion/draft-modal"
import { EngageFacts } from "../components/promotion/engage-facts"
import { LimitsWarning } from "../components/promotion/limits"
import { ManagedSwitch } from "../components/promotion/managed-switch"
import { Section } from "../components/section"
import { usePromotionEngage } from "../hooks/api/promotion-engage"
import { useMay } from "../hooks/api/user"
import { useTexts } from "../hooks/use-texts"

/** A promotion's settings, limits and drafts for Engage. */
const PromotionEngageWidget = ({
  data: promotion,
}: {
  data: { id: string }
}) => {
  const t = useTexts()
  const { data, isPending, isError, refetch } = usePromotionEngage(promotion.id)
  const mayUpdate = useMay("promotion:update") === true

  return (
    <Section
      title={t("promotion.title")}
      actions={
        data && !data.is_automatic && mayUpdate && <DraftModal engage={data} />
      }
    >
      {isPending && <Loading />}
      {isError && <LoadError text={t("promotion.error")} onRetry={refetch} />}
      {data && !isError && (
        <>
          <ManagedSwitch engage={data} mayUpdate={mayUpdate} />
          <LimitsWarning engage={data} />
          <EngageFacts engage={data} />
        </>
      )}
    </Section>
  )
}

export const config = defineWidgetConfig({
  zone: "promotion.details.side.after",
  id: "voyado-engage-promotion",
})

export default PromotionEngageWidget
