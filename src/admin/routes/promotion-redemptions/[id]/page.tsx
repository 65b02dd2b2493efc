import { Container, Text } from "@medusajs/ui"
import { useParams, type UIMatch } from "react-router-dom"

import {
  Forbidden,
  LoadError,
  Loading,
  NoPage,
} from "../../../components/placeholders"
import { InlineLink } from "../../../components/inline-link"
import { RedemptionActions } from "../../../components/redemption/actions"
import { CustomerFacts, OfferFacts } from "../../../components/redemption/facts"
import { QueueNav } from "../../../components/redemption/queue-nav"
import { Standing } from "../../../components/redemption/standing"
import { Timeline } from "../../../components/redemption/timeline"
import { useRedemption } from "../../../hooks/api/redemptions"
import { useTexts } from "../../../hooks/use-texts"
import { isForbidden, isNotFound } from "../../../lib/failure"
import { offerTitle } from "../../../lib/offer-title"

const PromotionRedemptionPage = () => {
  const t = useTexts()
  const { id = "" } = useParams()
  const { data: redemption, isPending, error, refetch } = useRedemption(id)

  if (isPending) {
    return (
      <Container className="p-0">
        <Loading rows={8} />
      </Container>
    )
  }
  if (!redemption) {
    return (
      <Container className="p-0">
        {isForbidden(error) ? (
          <Forbidden />
        ) : isNotFound(error) ? (
          <NotFound />
        ) : (
          <LoadError text={t("detail.error")} onRetry={refetch} />
        )}
      </Container>
    )
  }
  return (
    <div className="flex w-full flex-col items-start gap-x-4 gap-y-3 xl:grid xl:grid-cols-[minmax(0,_1fr)_440px]">
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <QueueNav id={id} />
        <Standing
          key={id}
          redemption={redemption}
          actions={<RedemptionActions key={id} redemption={redemption} />}
        />
        <Timeline redemption={redemption} />
      </div>
      <div className="flex w-full flex-col gap-y-3">
        <CustomerFacts redemption={redemption} />
        <OfferFacts redemption={redemption} />
      </div>
    </div>
  )
}

function NotFound() {
  const t = useTexts()
  return (
    <NoPage title={t("detail.notFound")} text={t("detail.notFoundText")}>
      <Text as="div" size="small">
        <InlineLink to="/promotion-redemptions">{t("detail.all")}</InlineLink>
      </Text>
    </NoPage>
  )
}

function Breadcrumb({ id }: { id: string }) {
  const { data: redemption } = useRedemption(id)
  return redemption ? <span>{offerTitle(redemption)}</span> : null
}

export const handle = {
  breadcrumb: ({ params }: UIMatch) => <Breadcrumb id={params.id ?? ""} />,
}

export default PromotionRedemptionPage
