/** An offer's code below its name; nothing where the code stands for the name. */
export function OfferCode({
  promotion_name,
  promotion_code,
}: {
  promotion_name: string | null
  promotion_code: string
}) {
  return promotion_name === null ? null : (
    <code className="txt-compact-xsmall text-ui-fg-subtle block break-all">
      {promotion_code}
    </code>
  )
}
