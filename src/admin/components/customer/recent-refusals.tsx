import { useRefusals } from "../../hooks/api/redemptions"
import { useTexts } from "../../hooks/use-texts"
import { isForbidden } from "../../lib/failure"
import { LoadError } from "../placeholders"
import { RefusedOffer } from "../order/offer-line"
import { Section } from "../section"

/** The ledger keeps at most this many refusals per customer. */
const MOST = 20

/**
 * The offers that a customer tried to apply in the last days and that were refused;
 * renders nothing if there are none.
 */
export function RecentRefusals({ customerId }: { customerId: string }) {
  const t = useTexts()
  const { data, isError, error, refetch } = useRefusals({
    customer_id: customerId,
    limit: MOST,
  })

  if (isForbidden(error) || (!isError && !data?.count)) {
    return null
  }
  return (
    <Section title={t("customer.tried")} description={t("customer.triedText")}>
      {isError && (
        <LoadError text={t("customer.triedError")} onRetry={refetch} />
      )}
      {!isError &&
        data?.promotion_refusals.map((refusal) => (
          <RefusedOffer key={refusal.id} refusal={refusal} />
        ))}
    </Section>
  )
}
