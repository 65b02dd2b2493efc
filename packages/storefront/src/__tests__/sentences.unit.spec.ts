import { ERROR_SENTENCES } from "../../../../src/errors/catalogue"
import { isResultCode, sentenceFor, sentences, type ResultCode } from "../index"

const codes = Object.keys(sentences.en) as ResultCode[]

describe("the sentences for shoppers", () => {
  it("are there for every code of the shop's, and for more", () => {
    expect(codes).toEqual(
      expect.arrayContaining([
        ...Object.keys(ERROR_SENTENCES),
        "not_signed_in",
        "payment_not_authorized",
      ])
    )
  })

  it.each(codes)("say what %s means, in English and in Swedish", (code) => {
    const { en, sv } = sentences

    expect(en[code]).toMatch(/^[A-Z].+\.$/)
    expect(sv[code]).toMatch(/^[A-ZÅÄÖ].+\.$/)
    expect(sv[code]).not.toBe(en[code])
    expect(isResultCode(code)).toBe(true)
  })

  it.each(codes)("say what %s means as a Swede writes", (code) => {
    expect(sentences.sv[code]).not.toMatch(
      /\b[Oo]rder(n|ns)?\b|\b[Oo]rdrar|[Nn]ätbutik/
    )
  })

  it("are none for what is no code, as anybody can write into an address", () => {
    expect(["", "toString", "<b>", undefined, 1].filter(isResultCode)).toEqual(
      []
    )
  })

  it.each([
    [undefined, "en"],
    ["sv", "sv"],
    ["sv-SE", "sv"],
    ["SV_FI", "sv"],
    ["en-GB", "en"],
    ["de-AT", "en"],
  ] as const)("are, for the locale %s, those in %s", (locale, language) => {
    expect(sentenceFor("promotion_expired", { locale })).toBe(
      sentences[language].promotion_expired
    )
  })

  it("are the shop's own where it has some", () => {
    const own = { promotion_expired: "Das Angebot ist abgelaufen." }
    const options = { locale: "sv", sentences: own }

    expect(sentenceFor("promotion_expired", options)).toBe(
      "Das Angebot ist abgelaufen."
    )
    expect(sentenceFor("promotion_refused", options)).toBe(
      sentences.sv.promotion_refused
    )
  })
})
