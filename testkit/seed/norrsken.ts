/**
 * Norrsken Outdoor, the demo's shop: its products, its customers and their personal
 * offers. Prices are in major units, without tax.
 */

/** The shop's name. */
export const SHOP_NAME = "Norrsken Outdoor"

/** A product with one size. */
export type Product = {
  title: string
  /** Also the name of the product's picture in the example storefront. */
  handle: string
  sku: string
  /** The kind of product. */
  subtitle: string
  description: string
  sek: number
  eur: number
}

/** The shop's products. */
export const PRODUCTS = {
  sweater: {
    title: "Sarek wool sweater",
    handle: "sarek-wool-sweater",
    sku: "SAREK-SWEATER",
    subtitle: "Knitwear",
    description:
      "Thick, plain and warm when wet. Knitted of Swedish wool in the pattern " +
      "that herders have worn around Sarek for a hundred years.",
    sek: 1490,
    eur: 139,
  },
  jacket: {
    title: "Abisko shell jacket",
    handle: "abisko-shell-jacket",
    sku: "ABISKO-JACKET",
    subtitle: "Shells",
    description:
      "Three layers against the weather above the tree line. The hood turns " +
      "with your head, and the pockets stay clear of a hip belt.",
    sek: 2790,
    eur: 259,
  },
  backpack: {
    title: "Padjelanta backpack",
    handle: "padjelanta-backpack",
    sku: "PADJELANTA-BACKPACK",
    subtitle: "Packs",
    description:
      "45 litres for a week between huts. Waxed cotton, leather straps, and " +
      "a lid that holds the tent.",
    sek: 1990,
    eur: 185,
  },
  tent: {
    title: "Sylarna tent",
    handle: "sylarna-tent",
    sku: "SYLARNA-TENT",
    subtitle: "Shelter",
    description:
      "Room for two and their wet clothes. Stands by itself, and stays up " +
      "when the wind on the ridge gets serious.",
    sek: 4490,
    eur: 419,
  },
  beanie: {
    title: "Kvikkjokk beanie",
    handle: "kvikkjokk-beanie",
    sku: "KVIKKJOKK-BEANIE",
    subtitle: "Knitwear",
    description: "Double over the ears, with a pompom of real wool.",
    sek: 349,
    eur: 33,
  },
  mittens: {
    title: "Torne mittens",
    handle: "torne-mittens",
    sku: "TORNE-MITTENS",
    subtitle: "Knitwear",
    description:
      "Knitted tight and felted once, so the wind stays outside. The cuff " +
      "goes over your sleeve.",
    sek: 449,
    eur: 42,
  },
  thermos: {
    title: "Kebne thermos",
    handle: "kebne-thermos",
    sku: "KEBNE-THERMOS",
    subtitle: "Around the fire",
    description:
      "Coffee that is still hot at the top. Three quarters of a litre, and a " +
      "lid that is a cup.",
    sek: 399,
    eur: 37,
  },
  headlamp: {
    title: "Polar headlamp",
    handle: "polar-headlamp",
    sku: "POLAR-HEADLAMP",
    subtitle: "Light",
    description:
      "400 lumens for the months when it does not get light. Works with " +
      "gloves on, and at thirty below.",
    sek: 649,
    eur: 61,
  },
} as const satisfies Record<string, Product>

/** The price of home delivery. */
export const DELIVERY = { sek: 59, eur: 6 }

/**
 * A personal offer. In Engage the offer is a promotion, whose value is usually the
 * code of a promotion in Medusa that gives the discount.
 */
export type Offer = {
  heading: string
  description: string
  /** Name of the offer's picture in the example storefront. */
  picture: string
  /** For how many days customers can use the offer, from the shop's start. */
  days: number
}

/** An offer whose discount is a promotion in Medusa with this code. */
export type PricedOffer = Offer & { code: string }

/** The personal offers in Engage whose discount Medusa gives. */
export const OFFERS = {
  tenPercent: {
    code: "10056",
    heading: "10 % off everything",
    description: "A thank-you for a year with us.",
    picture: "ten-percent",
    days: 38,
  },
  threeHundred: {
    code: "10057",
    heading: "300 SEK off your order",
    description: "Welcome to the club.",
    picture: "three-hundred",
    days: 61,
  },
  freeDelivery: {
    code: "10058",
    heading: "Free delivery",
    description: "We carry it to your door.",
    picture: "free-delivery",
    days: 24,
  },
} as const satisfies Record<string, PricedOffer>

/** A public discount code. */
export const PUBLIC_CODE = { code: "KIRUNA50", sek: 50 }

/** An offer whose value stands in Engage itself, in per cent. */
export const BIRTHDAY_OFFER = {
  heading: "15 % for your birthday",
  description: "Many happy returns, from all of us in Kiruna.",
  picture: "birthday",
  days: 12,
  percent: 15,
} as const satisfies Offer & { percent: number }

/** An offer that only shop assistants can give. */
export const IN_STORE_OFFER = {
  heading: "Ski service in our store",
  description: "Show this at the counter, and we wax and grind while you wait.",
  picture: "ski-service",
  days: 120,
} as const satisfies Offer

/** A person who signs in, with e-mail and password. */
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

/** The user who manages the shop in the admin. */
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
