import { toast } from "@medusajs/ui"

import { sentenceOf } from "../lib/failure"
import { useTexts } from "./use-texts"

/** Tells the operator how an action on Engage or the ledger ended. */
export function useActionToasts() {
  const t = useTexts()
  return {
    done: (text: string) => toast.success(text),
    waits: (text: string) => toast.warning(text),
    failed: (error: unknown) => {
      const sentence = sentenceOf(error)
      return sentence
        ? toast.warning(t(sentence))
        : toast.error(t("actions.failed"))
    },
  }
}
