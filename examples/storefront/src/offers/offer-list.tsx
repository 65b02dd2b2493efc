import { Skeleton, Text } from "@mantine/core"
import type { UseQueryResult } from "@tanstack/react-query"
import {
  EngagePromotionError,
  type StoreEngagePromotion,
} from "medusa-plugin-voyado-engage-storefront"
import type { ReactNode } from "react"

import { Problem } from "../layout/problem"
import classes from "./offer-list.module.css"
import { OffersAway } from "./offers-away"

/** Offers once they are there, and what to show until then or instead. */
export function OfferList({
  offers: { data: offers, error, refetch, isFetching },
  children,
}: {
  offers: UseQueryResult<StoreEngagePromotion[]>
  children: (offer: StoreEngagePromotion) => ReactNode
}) {
  if (
    error instanceof EngagePromotionError &&
    error.code === "engage_unavailable"
  ) {
    return <OffersAway busy={isFetching} onRetry={() => void refetch()} />
  }
  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (!offers) {
    return <Skeleton h="7rem" mt="sm" aria-busy />
  }
  if (offers.length === 0) {
    return (
      <Text c="dimmed" mt="xs">
        You have no offers right now. New ones show up here.
      </Text>
    )
  }
  return <ul className={classes.list}>{offers.map(children)}</ul>
}
