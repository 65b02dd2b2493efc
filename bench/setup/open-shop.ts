import type { Lifetime } from "../../testkit/lifetime"
import {
  registerCustomers,
  type Customer,
} from "../../testkit/purchases/customers"
import { onPool } from "../../testkit/ledger/database"
import {
  readCatalogue,
  type Catalogue,
} from "../../testkit/purchases/purchases"
import { stockUp } from "../../testkit/shop/stock-up"
import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import {
  install,
  type Installation,
  type InstallationInput,
} from "./installation"
import { startMeasuredShop, type MeasuredShop } from "./measured-shop"
import type { BenchPostgres } from "./postgres"

/** Customers who take turns in buying. */
export const CUSTOMERS = 20

/** An installation with customers and with stock, open for business. */
export type OpenInstallation = Installation & {
  catalogue: Catalogue
  customer(nth: number): Customer
}

/** A running server of it, with what its customers need. */
export type OpenShop = Pick<
  OpenInstallation,
  "name" | "engage" | "catalogue" | "customer" | "pool"
> & { server: MeasuredShop }

/** Makes an installation, fills it and registers its customers. */
export async function openInstallation(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  input: InstallationInput
): Promise<OpenInstallation> {
  const installation = await install(lifetime, postgres, input)
  const server = await startMeasuredShop(lifetime, installation)
  await stockUp(onPool(installation.pool))
  const catalogue = await readCatalogue(server)
  const customers = await registerCustomers(
    server,
    installation.engage,
    CUSTOMERS
  )
  await server.kill()
  return {
    ...installation,
    catalogue,
    customer: (nth) => customers[nth % CUSTOMERS] as Customer,
  }
}

/** Starts a server of an installation. */
export async function openShop(
  lifetime: Lifetime,
  installation: OpenInstallation,
  options?: object
): Promise<OpenShop> {
  const server = await startMeasuredShop(lifetime, installation, { options })
  return { ...installation, server }
}

/** The Engage of a shop takes so long to answer from now on; 0: none at all. */
export function slowDown(engage: EngageSandbox, ms: number): void {
  engage.clearFaults()
  if (ms) {
    engage.setFault({ type: "delay_before_save", ms })
  }
}
