/**
 * Norrsken Outdoor, the shop of the demo: what it sells, who shops there and
 * which personal offers they have. Prices are in major units, without tax.
 */

/** The shop's name. */
export const SHOP_NAME = "Norrsken Outdoor"

/** A product with one size. */
export type Product = {
  title: string
  handle: string
  sku: string
  description: string
  sek: number
  eur: number
}

/** What the shop sells. */
export const PRODUCTS = {
  sweater: {
    title: "Sarek wool sweater",
    handle: "sarek-wool-sweater",
    sku: "SAREK-SWEATER",
    description: "Thick, plain and warm when wet.",
    sek: 1490,
    eur: 139,
  },
  jacket: {
    title: "Abisko shell jacket",
    handle: "abisko-shell-jacket",
    sku: "ABISKO-JACKET",
    description: "Three layers against the weather above the tree line.",
    sek: 2790,
    eur: 259,
  },
  thermos: {
    title: "Kebne thermos",
    handle: "kebne-thermos",
    sku: "KEBNE-THERMOS",
    description: "Coffee that is still hot at the top.",
    sek: 399,
    eur: 37,
  },
} as const satisfies Record<string, Product>

/** What home delivery costs. */
export const DELIVERY = { sek: 59, eur: 6 }

/**
 * A personal offer. In Engage it is a promotion whose value is the code of a
 * promotion in Medusa, which gives the discount.
 */
export type Offer = {
  code: string
  heading: string
  description: string
}

/** The personal offers that Engage knows. */
export const OFFERS = {
  tenPercent: {
    code: "10056",
    heading: "10 % off everything",
    description: "A thank-you for a year with us.",
  },
  threeHundred: {
    code: "10057",
    heading: "300 SEK off your order",
    description: "Welcome to the club.",
  },
  freeDelivery: {
    code: "10058",
    heading: "Free delivery",
    description: "We carry it to your door.",
  },
} as const satisfies Record<string, Offer>

/** Somebody who signs in, and what they sign in with. */
export type Person = {
  first_name: string
  last_name: string
  email: string
  password: string
}

/** The shop's customers. */
export const CUSTOMERS = {
  anna: person("Anna", "Lind"),
  erik: person("Erik", "Holm"),
  maja: person("Maja", "Berg"),
}

/** Who looks after the shop in the admin. */
export const ADMIN: Person = {
  ...person("Norrsken", "Admin"),
  email: "admin@example.com",
}

function person(first_name: string, last_name: string): Person {
  return {
    first_name,
    last_name,
    email: `${first_name}.${last_name}@example.com`.toLowerCase(),
    password: "norrsken",
  }
}
