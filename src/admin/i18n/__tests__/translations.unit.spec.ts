import { ERROR_SENTENCES } from "../../../errors/catalogue"
import { OPERATOR_SENTENCES } from "../../../errors/operator-error"
import { LEDGER_REASONS } from "../../../errors/reasons"
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

  it.each(Object.keys(OPERATOR_SENTENCES))(
    "an action that fails with %s says so",
    (code) => {
      expect(language.error[code as keyof typeof language.error]).toMatch(
        /^\p{Lu}.+\.$/u
      )
    }
  )
})
