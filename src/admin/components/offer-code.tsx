/**
 * An offer's code below its name, shortened if long; renders nothing if the offer
 * has no name, because the code then stands in the name's place.
 */
export function OfferCode({
  promotion_name,
  promotion_code,
}: {
  promotion_name: string | null
  promotion_code: string
}) {
  return promotion_name === null ? null : (
    <code
      title={promotion_code}
      className="txt-compact-xsmall text-ui-fg-subtle block max-w-72 truncate"
    >
      {promotion_code}
    </code>
  )
}
