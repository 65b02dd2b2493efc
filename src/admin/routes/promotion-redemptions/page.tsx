import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ReceiptPercent } from "@medusajs/icons"
import { useState } from "react"

import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { Banners } from "../../components/redemptions/banners"
import { ExportButton } from "../../components/redemptions/export-button"
import {
  HealthButton,
  HealthDrawer,
} from "../../components/redemptions/health-drawer"
import { Overview } from "../../components/redemptions/overview"
import { RedemptionTable } from "../../components/redemptions/redemption-table"
import { useAddressState } from "../../hooks/use-address-state"
import { useTexts } from "../../hooks/use-texts"
import { filtersOf } from "../../lib/address-state"

const PromotionRedemptionsPage = () => {
  const state = useAddressState()
  const [healthOpen, setHealthOpen] = useState(false)
  const { address, change } = state

  const showStatuses = (statuses: RedemptionStatus[]) =>
    change({
      filtering: {
        ...address.filtering,
        status: statuses.length ? statuses : undefined,
      },
      pageIndex: 0,
    })

  return (
    <div className="flex flex-col gap-y-3">
      <Banners
        onShowAttention={() => showStatuses(["attention"])}
        onShowHealth={() => setHealthOpen(true)}
      />
      <Overview
        selected={(address.filtering.status as RedemptionStatus[]) ?? []}
        onSelect={showStatuses}
        actions={
          <>
            <HealthButton onClick={() => setHealthOpen(true)} />
            <ExportButton filters={filtersOf(address)} />
          </>
        }
      />
      <RedemptionTable {...state} />
      <HealthDrawer open={healthOpen} onOpenChange={setHealthOpen} />
    </div>
  )
}

function Breadcrumb() {
  const t = useTexts()
  return <>{t("page.title")}</>
}

export const handle = { breadcrumb: () => <Breadcrumb /> }

export const config = defineRouteConfig({
  label: "menu",
  translationNs: "promotionRedemptions",
  nested: "/promotions",
  icon: ReceiptPercent,
})

export default PromotionRedemptionsPage
