/** An offer's name, or its code if the name is unknown. */
export function offerTitle({
  promotion_name,
  promotion_code,
}: {
  promotion_name: string | null
  promotion_code: string
}): string {
  return promotion_name ?? promotion_code
}
