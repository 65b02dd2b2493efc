import { useTranslation } from "react-i18next"

/** The screens' own sentences, in the language that the admin is in. */
export function useTexts() {
  const { t } = useTranslation("promotionRedemptions")
  return t
}
