import { useMemo } from "react"
import { useTranslation } from "react-i18next"

import { createFormat } from "../lib/format"

/** Formats dates, money and durations in the admin's language. */
export function useFormat() {
  const { i18n } = useTranslation()
  return useMemo(() => createFormat(i18n.language), [i18n.language])
}
