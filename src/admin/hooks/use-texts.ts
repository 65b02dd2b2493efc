import { useTranslation } from "react-i18next"

/** The screens' own sentences, in the admin's language. */
export function useTexts() {
  const { t } = useTranslation("promotionRedemptions")
  return t
}
