/** How this storefront sells, and how it writes amounts and dates. */
export const settings = {
  /** Where it sells; decides on the region, and so on the currency. */
  countryCode: "se",
  locale: "en-GB",
  paymentProvider: "pp_system_default",
}
