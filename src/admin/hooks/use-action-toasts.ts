import { toast } from "@medusajs/ui"

import { codeOf } from "../lib/failure"
import { useTexts } from "./use-texts"

/** Says how an action on Engage or the ledger ended. */
export function useActionToasts() {
  const t = useTexts()
  return {
    done: (text: string) => toast.success(text),
    waits: (text: string) => toast.warning(text),
    failed: (error: unknown) => {
      const code = codeOf(error)
      return code
        ? toast.warning(t(`error.${code}`))
        : toast.error(t("actions.failed"))
    },
  }
}
