import type { Setup } from "./operator"

/** Both languages, both themes and both widths, each with each other once. */
export const LOOKS = [
  { language: "en", theme: "light", screen: "desktop" },
  { language: "sv", theme: "dark", screen: "desktop" },
  { language: "sv", theme: "light", screen: "phone" },
  { language: "en", theme: "dark", screen: "phone" },
] as const satisfies Required<Setup>[]

/** In daylight: what is looked at in both widths, and not in every theme. */
export const LIGHT_LOOKS = LOOKS.filter(({ theme }) => theme === "light")

/** For the name of a test or a picture. */
export function nameOf({ language, theme, screen }: Required<Setup>): string {
  return `${language}-${theme}-${screen}`
}
