import { readFileSync } from "node:fs"
import { join } from "node:path"

import {
  ENGAGE_ASSIGN_CODES,
  ENGAGE_CODES,
  ERROR_SENTENCES,
  isErrorCode,
  OPERATOR_ERROR_SENTENCES,
} from "../catalogue"
import { LEDGER_REASONS } from "../reasons"

describe("the catalogue", () => {
  it.each(
    Object.entries({
      ...ERROR_SENTENCES,
      ...OPERATOR_ERROR_SENTENCES,
      ...LEDGER_REASONS,
    })
  )("%s is a code in snake_case with a sentence", (code, sentence) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(sentence).toMatch(/^[A-Z].+\.$/)
  })

  it.each(Object.entries({ ...ENGAGE_CODES, ...ENGAGE_ASSIGN_CODES }))(
    "%s is %s",
    (word, code) => {
      expect(isErrorCode(code) || code in OPERATOR_ERROR_SENTENCES).toBe(true)
      expect(code).toBe(
        word.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
      )
    }
  )

  it("has no code twice, and none that is a reason of the ledger's as well", () => {
    const others = { ...OPERATOR_ERROR_SENTENCES, ...LEDGER_REASONS }
    expect(Object.keys(others).filter(isErrorCode)).toEqual([])
  })

  it("is safe for a browser: it imports nothing", () => {
    const source = readFileSync(join(__dirname, "../catalogue.ts"), "utf8")

    expect(source).not.toMatch(/^import |require\(/m)
  })
})

describe("isErrorCode", () => {
  it.each(["toString", "__proto__", "", "PromotionNotFound", null, 5, {}])(
    "does not know %p",
    (value) => {
      expect(isErrorCode(value)).toBe(false)
    }
  )

  it("tells what a shopper may read from what the ledger keeps", () => {
    expect(isErrorCode("promotion_expired")).toBe(true)
    expect(isErrorCode("outcome_unknown")).toBe(false)
  })
})
