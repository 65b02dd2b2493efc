import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError, Modules } from "@medusajs/framework/utils"

import { literally } from "../../../../modules/promotion-redemption/ledger/search"
import type {
  AdminEngageCheckParams,
  AdminEngageCheckResponse,
} from "../../../../types/admin-http"
import { checkCustomer } from "../../../../workflows/operator/check-customer"

/** Why a customer sees no offers, or that nothing is wrong. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, AdminEngageCheckParams>,
  res: MedusaResponse<AdminEngageCheckResponse>
) => {
  const customer = req.validatedQuery.customer.trim()
  // Medusa keeps an address in the letter case in which the customer wrote it.
  const customers = await req.scope
    .resolve(Modules.CUSTOMER)
    .listCustomers(
      customer.includes("@")
        ? { email: { $ilike: literally(customer) }, has_account: true }
        : { id: customer },
      { select: ["id", "email"], take: 10 }
    )
  const found =
    customers.find(({ email }) => email === customer) ?? customers[0]
  if (!found) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "There is no customer with an account by that id or e-mail address"
    )
  }
  res.json({ engage_check: await checkCustomer(req.scope, found.id) })
}
