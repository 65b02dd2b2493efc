import { z } from "@medusajs/framework/zod"

import { ENGAGE_APIS, endpointsSchema } from "../engage/endpoints"
import { ENGAGE_REDEMPTION_CHANNELS } from "../engage/types"
import { baseUrlSchema } from "./base-url"
import { defaultUserAgent } from "./package-version"

// The text of every `error` says the expected value; `describeMistakes` adds the
// option's name and the given value.

function oneOf<const Words extends readonly [string, ...string[]]>(
  ...words: Words
) {
  return z.enum(words, { error: words.map((word) => `"${word}"`).join(" or ") })
}

const AN_OBJECT = { error: "an object" }

/** An integer within bounds. */
function integer(min: number, max: number) {
  const error = `an integer from ${min} to ${max}`

  return z.number({ error }).int({ error }).min(min, { error }).max(max, {
    error,
  })
}

function visibleText(error: string) {
  return z.string({ error }).regex(/^[\x21-\x7e]+$/, { error })
}

const A_TIME_ZONE = "a time zone such as Europe/Stockholm"

/** Whether Node knows the time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Longest time allowed for a timer: 1 h. */
const MAX_MS = 3_600_000

const A_FIELD = '"id", "phone" or { metadata: "the_field\'s_name" }'

/** The name of a field in a customer's metadata. */
const fieldName = z.string({ error: A_FIELD }).regex(/^\w{1,100}$/, {
  error: "a name of letters, digits and _",
})

const contactLookupSchema = z.strictObject(
  {
    /**
     * What identifies the customer in Engage.
     *
     * - `verified_email`: the verified address of the customer's sign-in, when it
     *   equals `customer.email`.
     * - `email`: `customer.email` of a signed-in customer as it is. Medusa lets
     *   anyone register with a stranger's address: choose it only where the shop
     *   verifies addresses itself.
     * - `custom_key`: what `field` names, as Engage's custom key.
     * @defaultValue "verified_email"
     */
    by: oneOf("verified_email", "email", "custom_key").default(
      "verified_email"
    ),
    /**
     * With `custom_key` only: which of the customer's fields is sent.
     *
     * - `id`: the customer's id in Medusa.
     * - `phone`: the phone number, once Medusa has verified it for the customer's
     *   sign-in (`entity_type` "phone_number"). Customers write it themselves.
     * - `{ metadata: "member_number" }`: that field of the customer's metadata. The
     *   plugin keeps it for staff: Medusa's store routes cannot write it. It has to
     *   be a field that no customer has ever been able to write.
     * @defaultValue "id"
     */
    field: z
      .union(
        [z.enum(["id", "phone"]), z.strictObject({ metadata: fieldName })],
        {
          error: A_FIELD,
        }
      )
      .optional(),
    /** Engage's contact type, for a tenant that has several. */
    contactType: visibleText("a contact type of Engage's, without blanks")
      .max(100, {
        error: "a contact type of Engage's, of 100 characters at most",
      })
      .optional(),
    /**
     * How long a contact's id is remembered, in seconds. 0: not at all. A shown
     * list of offers may be as old, and at most 30 s.
     * @defaultValue 300
     */
    cacheSeconds: integer(0, 86_400).default(300),
  },
  AN_OBJECT
)

/** The plugin's options in `medusa-config.ts`. */
export const pluginOptionsSchema = z
  .strictObject(
    {
      /**
       * False: the shop starts without a key, lists are empty, and the guard on
       * managed promotions stays. With address and key, what waits for Engage is
       * still settled.
       * @defaultValue true
       */
      enabled: z.boolean({ error: "true or false" }).default(true),
      /**
       * Engage's base address, `https://<client>.voyado.com`, for tests
       * `https://<client>.staging.voyado.com`. Required unless `enabled` is
       * false. Source: Engage docs, "The Engage API".
       */
      baseUrl: baseUrlSchema.optional(),
      /**
       * The API key. Secret: it is in no log, message or row. Required unless
       * `enabled` is false. Source: Engage docs, "API authentication".
       */
      apiKey: visibleText(
        "a key of visible ASCII characters, without blanks or line breaks"
      ).optional(),
      /**
       * How the shop presents itself to Engage, of the form `Product/1.2`.
       * Required by Engage. Source: Engage docs, "Non-functional requirements".
       * @defaultValue name and version of this package
       */
      userAgent: z
        .string({ error: "a name and version such as MyShop/1.2" })
        .regex(/^[\w!#$%&'*+.^`|~-]+\/\d+\.\d[\w.+-]*$/, {
          error: "a name and version such as MyShop/1.2",
        })
        .default(defaultUserAgent),
      /**
       * Longest wait for one call to Engage, in milliseconds; the customer waits
       * less, see `checkoutWaitMs`. Below 60000 the plugin warns at start: Engage
       * could redeem a promotion and the shop not know. Source: Engage docs,
       * "Redeem a promotion".
       * @defaultValue 60000
       */
      timeoutMs: integer(1, MAX_MS).default(60_000),
      /**
       * Longest time that the plugin may keep a customer waiting at completion, in
       * milliseconds. A redemption without a verdict by then is settled in the
       * background. The default leaves room for Engage's own limit of 4.5 s, after
       * which Engage refuses. Source: Engage docs, "Redeem a promotion".
       * @defaultValue 6000
       */
      checkoutWaitMs: integer(0, 60_000).default(6_000),
      /**
       * Longest time that a page waits for Engage when listing a customer's
       * offers, in milliseconds, including the look-up of the contact. After that
       * the list is answered `engage_unavailable`, with the offers already on the
       * cart; the call goes on, and its answer serves the next list.
       * @defaultValue 3000
       */
      listWaitMs: integer(100, 60_000).default(3_000),
      /**
       * The channel to redeem assignments in, in Engage's words. A promotion may
       * be valid in some channels only.
       * @defaultValue "ECOM"
       */
      channel: oneOf(...ENGAGE_REDEMPTION_CHANNELS).default("ECOM"),
      /**
       * When Engage refuses at checkout. `reverse`: the discount comes off the
       * cart and no order is placed. `keep`: the order stands with its discount
       * and an operator is asked to look.
       * @defaultValue "reverse"
       */
      onRejected: oneOf("reverse", "keep").default("reverse"),
      /**
       * When Engage gives no verdict at checkout. `defer`: the order stands and
       * the redemption follows. `abort`: no order is placed.
       * @defaultValue "defer"
       */
      onUnavailable: oneOf("defer", "abort").default("defer"),
      /**
       * When an order is cancelled after its assignment was redeemed. `keep`: the
       * assignment stays used, as Engage documents no way to undo a redemption.
       * `reassign`: the contact gets a new assignment of the same promotion.
       * @defaultValue "keep"
       */
      onOrderCanceled: oneOf("keep", "reassign").default("keep"),
      /**
       * Days after which an unpaid order is shown to an operator. Until then, and
       * more rarely afterwards, the job checks whether the order is paid.
       * @defaultValue 14
       */
      unpaidOrderDays: integer(1, 365).default(14),
      /** How a signed-in customer is found in Engage. */
      contactLookup: contactLookupSchema.prefault({}),
      /**
       * Carts without a signed-in customer. `deny`: no offers. `email`: the
       * cart's e-mail identifies the contact; anyone who knows a contact's
       * address can use the contact's offers.
       * @defaultValue "deny"
       */
      guests: oneOf("deny", "email").default("deny"),
      /** Ids of the sales channels to act in. Left out: all. */
      salesChannels: z
        .array(
          z
            .string({ error: "the id of a sales channel" })
            .min(1, { error: "the id of a sales channel" }),
          { error: "a list of ids of sales channels" }
        )
        .min(1, {
          error: "at least one id; leave the option out for all sales channels",
        })
        .optional(),
      /**
       * The time zone of the Engage tenant, which decides the tenant's date: a
       * draft begins on a day.
       * @defaultValue "Europe/Stockholm"
       */
      timeZone: z
        .string({ error: A_TIME_ZONE })
        .refine(isTimeZone, { error: A_TIME_ZONE })
        .default("Europe/Stockholm"),
      /**
       * Calls a second that background work makes, all servers together. For each
       * key, Engage asks for fewer than 50, including checkout and lists, and
       * answers 429 above 200. Source: Engage docs, "API rate limit".
       * @defaultValue 40
       */
      requestsPerSecond: z
        .number({ error: "a number above 0" })
        .positive({ error: "a number above 0" })
        .default(40),
      /**
       * Days after which notes and actors are removed from settled rows. Null or
       * left out: never.
       * @defaultValue null
       */
      retentionDays: integer(1, 36_500)
        .nullish()
        .transform((days) => days ?? null),
      /**
       * - `auto`: the plugin adds itself to the hooks of Medusa's workflows and
       *   keeps those that are there.
       * - `manual`: the shop wires the handlers of
       *   `medusa-plugin-voyado-engage/hooks` itself, all of them.
       * @defaultValue "auto"
       */
      hooks: oneOf("auto", "manual").default("auto"),
      /**
       * The set of addresses to call: as documented for API v2, or for v3. Left
       * out: for each call the best documented address.
       */
      api: oneOf(...ENGAGE_APIS).optional(),
      /**
       * Single addresses below `baseUrl` to use instead of the set's. Each keeps
       * its placeholder, in its path or in its query.
       */
      endpoints: endpointsSchema.prefault({}),
    },
    AN_OBJECT
  )
  .refine((options) => options.enabled === false || isGiven(options.baseUrl), {
    path: ["baseUrl"],
    error: "an address such as https://client.voyado.com",
    when: isObject,
  })
  .refine((options) => options.enabled === false || isGiven(options.apiKey), {
    path: ["apiKey"],
    error: "the API key, or enabled: false",
    when: isObject,
  })
  .refine(
    ({ contactLookup }) =>
      contactLookup?.field === undefined || contactLookup.by === "custom_key",
    {
      path: ["contactLookup", "field"],
      error: 'nothing, unless contactLookup.by is "custom_key"',
      when: isObject,
    }
  )
  .refine(
    (options) =>
      options.guests !== "email" || options.contactLookup?.by !== "custom_key",
    {
      path: ["guests"],
      error:
        '"deny" together with contactLookup.by "custom_key": ' +
        "a guest has no customer id that Engage could know",
      when: isObject,
    }
  )

/** Of a customer's metadata, the field that only staff may write; null: none. */
export function staffField(lookup: {
  by: string
  field?: "id" | "phone" | { metadata: string }
}): string | null {
  return lookup.by === "custom_key" && typeof lookup.field === "object"
    ? lookup.field.metadata
    : null
}

// Zod skips an object's own checks when one of its fields is wrong. With `when`
// the checks always run, on the given values, so that one start names every
// mistake.
function isObject({ value }: { value: unknown }): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isGiven(value: unknown): boolean {
  return value !== undefined
}
