import { randomBytes } from "node:crypto"

/** Fresh in every run, so that nothing in the tree can hold them by chance. */
export const CANARIES = {
  /** The API key; with characters that change when they are encoded. */
  apiKey: `k+${randomBytes(24).toString("hex")}/=`,
  /** A customer's address. Capitals would not survive Medusa. */
  email: `canary+${randomBytes(12).toString("hex")}@example.com`,
  /** What Engage knows of a customer and no shop has asked for. */
  personalNumber: `19${randomBytes(8).readBigUInt64BE()}`,
} as const

export type Canary = keyof typeof CANARIES

/** Every form that a canary may be looked for in. */
export function formsOf(canary: Canary): string[] {
  const secret = CANARIES[canary]
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString("base64").replace(/.{2}=*$/, ""),
    bytes.toString("base64url").replace(/.{2}$/, ""),
    bytes.toString("hex"),
    [...secret].reverse().join(""),
    // A part of it, as a careless "first characters only" would show.
    ...(canary === "email"
      ? [secret.slice(7, 19), secret.slice(19, 31)]
      : [secret.slice(0, 12), secret.slice(-12)]),
  ]
}

/** The canaries that a text holds in one form or another. */
export function canariesIn(text: string, wanted: readonly Canary[]): Canary[] {
  return wanted.filter((canary) =>
    formsOf(canary).some((form) => text.includes(form))
  )
}
