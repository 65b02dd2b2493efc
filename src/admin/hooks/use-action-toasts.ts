import { toast } from "@medusajs/ui"

import { failureOf } from "../lib/failure"
import { useTexts } from "./use-texts"

/** Says how an action on Engage or the ledger ended. */
export function useActionToasts() {
  const t = useTexts()
  return {
    done: (text: string) => toast.success(text),
    waits: (text: string) => toast.warning(text),
    failed: (error: unknown) => {
      switch (failureOf(error)) {
        case "conflict":
          return toast.warning(t("actions.conflict"))
        case "unavailable":
          return toast.error(t("actions.unavailable"))
        default:
          return toast.error(t("actions.failed"), {
            description: error instanceof Error ? error.message : undefined,
          })
      }
    },
  }
}
