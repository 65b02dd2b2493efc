import type { Metadata } from "next"

import { NotFound } from "@/modules/layout/not-found"

export const metadata: Metadata = { title: "Off the map" }

export default function NotFoundPage() {
  return <NotFound />
}
