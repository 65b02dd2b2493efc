/** What this storefront has to know of its shop; see `.env.example`. */
export const settings = {
  /** Where the Medusa server is, without a slash at the end. */
  url: required("VITE_MEDUSA_URL"),
  /** Of the sales channel that is shown. */
  publishableKey: required("VITE_MEDUSA_PUBLISHABLE_KEY"),
  /** Where it sells; decides on the region, and so on the currency. */
  countryCode: "se",
  /** How amounts and dates are written. */
  locale: "en-GB",
  paymentProvider: "pp_system_default",
}

function required(name: string): string {
  const value: unknown = import.meta.env[name]
  if (typeof value !== "string" || !value) {
    throw new Error(`${name} is not set; see .env.example`)
  }
  return value
}
