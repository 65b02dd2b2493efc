import { z } from "@medusajs/framework/zod"

const EXAMPLE = "an address such as https://client.voyado.com"

/** IPv4's whole loopback block; URL has brought it to four numbers by now. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * Scheme, host and an optional path, without a slash at the end. https, as
 * every call carries the key; http only where it does not leave the machine.
 */
export const baseUrlSchema = z
  .string({ error: EXAMPLE })
  .superRefine((value, context) => {
    for (const message of mistakesIn(value)) {
      context.addIssue({ code: "custom", message })
    }
  })
  .transform((value) => value.replace(/\/+$/, ""))

function mistakesIn(value: string): string[] {
  // URL would repair such an address in silence: drop signs around the address,
  // turn a backslash into a slash.
  if (!URL.canParse(value) || /[\s\p{Cc}\\]/u.test(value)) {
    return [EXAMPLE]
  }

  const url = new URL(value)
  const mistakes: string[] = []

  if (url.protocol !== "https:" && !isLoopback(url)) {
    mistakes.push("https (http only for localhost, 127.0.0.0/8 and [::1])")
  }
  if (url.username || url.password) {
    mistakes.push("no user name or password in it")
  }
  if (/[?#]/.test(value)) {
    mistakes.push("no query and no hash in it")
  }

  return mistakes
}

function isLoopback(url: URL): boolean {
  return url.protocol === "http:" && LOOPBACK.test(url.hostname)
}
