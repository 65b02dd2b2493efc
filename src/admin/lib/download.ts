import type { AdminPromotionRedemptionListParams } from "../../types/admin-http"
import { sdk } from "./sdk"

/**
 * Fetches the CSV and lets the browser save the file.
 * @throws FetchError if the shop does not return the CSV
 */
export async function downloadRedemptions(
  query: AdminPromotionRedemptionListParams
): Promise<void> {
  const response = await sdk.client.fetch<Response>(
    "/admin/promotion-redemptions/export",
    { query, headers: { accept: "text/csv" } }
  )
  saveFile(
    await response.blob(),
    fileNameOf(response.headers.get("content-disposition")) ??
      "promotion-redemptions.csv"
  )
}

/** Lets the browser save a file. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

function fileNameOf(disposition: string | null): string | undefined {
  return disposition?.match(/filename="?([^";]+)"?/)?.[1]
}
