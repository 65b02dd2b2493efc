import { useMemo } from "react"
import { useTranslation } from "react-i18next"

import { createFormat } from "../lib/format"

/** Dates, money and lengths of time as the admin's language writes them. */
export function useFormat() {
  const { i18n } = useTranslation()
  return useMemo(() => createFormat(i18n.language), [i18n.language])
}
