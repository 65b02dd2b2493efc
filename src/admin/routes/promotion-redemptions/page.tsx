import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ReceiptPercent } from "@medusajs/icons"
import { Container } from "@medusajs/ui"
import { useState } from "react"

import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { Forbidden } from "../../components/placeholders"
import { Banners } from "../../components/redemptions/banners"
import { ExportMenu } from "../../components/redemptions/export-menu"
import {
  HealthButton,
  HealthDrawer,
} from "../../components/redemptions/health-drawer"
import { NotGiven } from "../../components/redemptions/not-given"
import { Overview } from "../../components/redemptions/overview"
import { RedemptionTable } from "../../components/redemptions/redemption-table"
import { useMay } from "../../hooks/api/user"
import { useAddressState } from "../../hooks/use-address-state"
import { useTexts } from "../../hooks/use-texts"
import { filtersOf } from "../../lib/address-state"

const PromotionRedemptionsPage = () => {
  const state = useAddressState()
  const [healthOpen, setHealthOpen] = useState(false)
  const mayRead = useMay("promotion_redemption:read")
  const { address, change } = state

  const showStatuses = (statuses: RedemptionStatus[]) =>
    change({
      filtering: {
        ...address.filtering,
        status: statuses.length ? statuses : undefined,
      },
    })

  if (mayRead === false) {
    return (
      <Container className="p-0">
        <Forbidden />
      </Container>
    )
  }
  return (
    <div className="flex flex-col gap-y-3">
      <RedemptionTable
        {...state}
        trouble={
          <Banners
            onShowAttention={() => showStatuses(["attention"])}
            onShowGiveBack={() =>
              change({ filtering: { state: ["give_back_undecided"] } })
            }
            onShowHealth={() => setHealthOpen(true)}
          />
        }
        actions={
          <>
            <HealthButton onClick={() => setHealthOpen(true)} />
            <ExportMenu filters={filtersOf(address)} />
          </>
        }
      />
      <Overview
        address={address}
        onSelect={showStatuses}
        onPeriod={(status_changed_at) =>
          change({ filtering: { ...address.filtering, status_changed_at } })
        }
        onShowUnpaid={() =>
          change({
            filtering: { reason: ["payment_pending", "payment_overdue"] },
          })
        }
      />
      <NotGiven />
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
