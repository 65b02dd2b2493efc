/** What people call an offer; its code where no name is known. */
export function offerTitle({
  promotion_name,
  promotion_code,
}: {
  promotion_name: string | null
  promotion_code: string
}): string {
  return promotion_name ?? promotion_code
}
