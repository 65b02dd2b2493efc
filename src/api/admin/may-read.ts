import { hasPermission } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

const rolesSchema = z.array(z.string()).catch([])

/**
 * True if the user may read the records of a resource of Medusa's, such as
 * `customer`. Without Medusa's access control every user may. A user without a role
 * does not come this far: Medusa refuses the request before.
 */
export function mayRead(
  {
    scope,
    auth_context,
  }: Pick<AuthenticatedMedusaRequest, "scope" | "auth_context">,
  resource: string
): Promise<boolean> {
  return hasPermission({
    roles: rolesSchema.parse(auth_context.app_metadata?.roles),
    actions: { resource, operation: "read" },
    container: scope,
  })
}
