import { en } from "../../../../src/admin/i18n/en"
import { sv } from "../../../../src/admin/i18n/sv"
import type { Setup } from "./operator"

/** What stands on the screens, in each language. */
export const WORDS = { en, sv }

type Look = Required<Pick<Setup, "language" | "theme" | "screen">>

/** Both languages, themes and widths; the longer words on the narrow screen. */
export const LOOKS = (
  [
    { language: "en", theme: "light", screen: "desktop" },
    { language: "sv", theme: "dark", screen: "desktop" },
    { language: "sv", theme: "light", screen: "phone" },
  ] satisfies Look[]
).map((look) => ({
  ...look,
  words: WORDS[look.language],
  /** For the name of a test or a picture. */
  name: `${look.language}-${look.theme}-${look.screen}`,
}))
