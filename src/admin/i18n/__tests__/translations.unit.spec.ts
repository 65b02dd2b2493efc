import {
  ERROR_SENTENCES,
  OPERATOR_ERROR_SENTENCES,
} from "../../../errors/catalogue"
import { LEDGER_REASONS } from "../../../errors/reasons"
import { CUSTOMER_CHECK_FINDINGS } from "../../../types/admin-http"
import { REDEMPTION_STATUSES } from "../../../types/promotion-redemption"
import resources from ".."

const { en, sv } = {
  en: resources.en.promotionRedemptions,
  sv: resources.sv.promotionRedemptions,
}

/** "a.b" → the text, for every text of a language. */
function texts(part: object, path = ""): [string, string][] {
  return Object.entries(part).flatMap(([key, value]): [string, string][] =>
    typeof value === "string"
      ? [[`${path}${key}`, value]]
      : texts(value as object, `${path}${key}.`)
  )
}

function placeholders(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort()
}

describe("the screens' languages", () => {
  it("have the same keys", () => {
    const keys = (language: object) => texts(language).map(([key]) => key)

    expect(keys(sv).sort()).toEqual(keys(en).sort())
  })

  it("leave nothing empty", () => {
    expect([...texts(en), ...texts(sv)].filter(([, text]) => !text)).toEqual([])
  })

  it.each(texts(en).filter(([, text]) => text.includes("{{")))(
    "%s says the same with the same values",
    (key, text) => {
      const swedish = new Map(texts(sv)).get(key)

      expect(placeholders(swedish ?? "")).toEqual(placeholders(text))
    }
  )
})

describe.each(Object.entries({ en, sv }))("in %s", (_language, language) => {
  it.each(REDEMPTION_STATUSES)("the status %s has a word", (status) => {
    expect(language.status[status]).toMatch(/\S/)
  })

  it.each(Object.keys({ ...ERROR_SENTENCES, ...LEDGER_REASONS }))(
    "the reason %s has a few words and a sentence",
    (code) => {
      const reason = language.reason[code as keyof typeof language.reason]

      expect(reason.label).toMatch(/\S/)
      expect(reason.label.length).toBeLessThanOrEqual(45)
      expect(reason.why).toMatch(/^\p{Lu}.+\.$/u)
    }
  )

  it.each(CUSTOMER_CHECK_FINDINGS.filter((finding) => finding !== "ok"))(
    "the finding %s of a check says what is so, and what to do",
    (finding) => {
      const { title, next } = language.check.finding[finding]

      expect(title).toMatch(/\S/)
      expect(next).toMatch(/\S/)
    }
  )

  it.each(Object.keys(OPERATOR_ERROR_SENTENCES))(
    "an action that fails with %s says so",
    (code) => {
      expect(language.error[code as keyof typeof language.error]).toMatch(
        /^\p{Lu}.+\.$/u
      )
    }
  )
})

/**
 * As the dashboard of Medusa 2.21 has them. Source: `en.json` and `sv.json` of
 * `@medusajs/dashboard`, `fields`, `orders.domain`, `general`, `actions`, `filters`.
 */
const OF_MEDUSA = {
  en: {
    table: {
      status: "Status",
      reason: "Reason",
      changed: "Updated",
      order: "Order",
      customer: "Customer",
      discount: "Discount",
      of: "of",
      results: "results",
      pages: "pages",
      next: "Next",
      ascending: "Ascending",
      descending: "Descending",
      filteredTitle: "No results",
    },
    dates: { today: "Today", custom: "Custom", from: "From", to: "To" },
    actions: { note: "Note", cancel: "Cancel", save: "Save" },
  },
  sv: {
    table: {
      status: "Status",
      reason: "Orsak",
      changed: "Uppdaterad",
      order: "Beställning",
      customer: "Kund",
      discount: "Rabatt",
      of: "av",
      results: "resultat",
      pages: "sidor",
      next: "Nästa",
      ascending: "Stigande",
      descending: "Fallande",
      filteredTitle: "Inga resultat",
    },
    dates: { today: "Idag", custom: "Anpassad", from: "Från", to: "Till" },
    actions: { note: "Anteckning", cancel: "Avbryt", save: "Spara" },
  },
}

/** Words that no translation may use, each with the word to use instead. */
const BETTER_WORDS = {
  en: [
    [/What holds/, "How is it settled?"],
    [/did not work/, "what went wrong"],
    [/verdict/, "answer"],
    [/Not let in/, "Wrong settings"],
  ],
  sv: [
    [/(?<!\{)\b[Oo]rder(n|ns)?\b|\b[Oo]rdrar/, "beställning"],
    [/[Nn]ätbutik/, "webbutik"],
    [/[Gg]odta/, "accepterar"],
    [/\b[Ii]nlösen\b/, "inlösning, inlösningar"],
    [/\b[Ll]äget?\b/, "status"],
    [/behöver ett beslut|behöver beslut/i, "behöver hanteras"],
    [/fel inställt/, "fel inställningar"],
    [/\bnås\b/, "ansluten, går inte att nå"],
    [/av sig självt?\b/, "automatiskt"],
  ],
} as const

describe.each([
  ["en", en],
  ["sv", sv],
] as const)("the words of %s", (language, ours) => {
  it("are Medusa's own where Medusa has the same", () => {
    expect(ours).toMatchObject(OF_MEDUSA[language])
  })

  it.each(BETTER_WORDS[language])("are not %s, but %s", (word) => {
    expect(texts(ours).filter(([, text]) => word.test(text))).toEqual([])
  })
})
