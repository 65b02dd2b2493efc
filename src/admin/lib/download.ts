import type { AdminPromotionRedemptionListParams } from "../../types/admin-http"
import { sdk } from "./sdk"

/**
 * Asks for the CSV and hands it to the browser to save.
 * @throws FetchError when the shop does not answer with it
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

/** Hands a file to the browser to save. */
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
