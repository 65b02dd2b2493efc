import { kindsWithout, testsOf } from "../changed"

const UNITS = { unit: "all", modules: [], http: [] }
const ALL = { unit: "all", modules: "all", http: "all" }

describe("the tests that a change can have broken", () => {
  it("are none without a change", () => {
    expect(testsOf([])).toEqual({ unit: [], modules: [], http: [] })
  })

  it.each([
    "README.md",
    "docs/refusals.md",
    "examples/storefront/src/app/page.tsx",
    "src/admin/i18n/en.ts",
    "src/workflows/medusa/__tests__/discounts.unit.spec.ts",
    "integration-tests/races/plan.ts",
    "testkit/shop/start-shop.ts",
    "scripts/test.ts",
  ])("are the units alone for %s", (file) => {
    expect(testsOf([file])).toEqual(UNITS)
  })

  it.each([
    "package.json",
    "testkit/poll.ts",
    "jest.config.js",
    "src/errors/catalogue.ts",
    "src/modules/promotion-redemption/ledger/claim.ts",
    "src/workflows/medusa/cart.ts",
    "packages/engage-sandbox/src/faults.ts",
  ])("are all for %s", (file) => {
    expect(testsOf([file])).toEqual(ALL)
  })

  it.each(["src/api/middlewares.ts", "packages/storefront/src/error.ts"])(
    "are those with a whole shop for %s",
    (file) => {
      expect(testsOf([file])).toEqual({
        unit: "all",
        modules: [],
        http: "all",
      })
    }
  )

  it("are those of the module for what they share", () => {
    const support = "src/modules/promotion-redemption/__tests__/support/rows.ts"
    expect(testsOf([support])).toEqual({
      unit: "all",
      modules: "all",
      http: [],
    })
  })

  it("are the files themselves for changed tests", () => {
    const claim = "src/modules/promotion-redemption/__tests__/claim.spec.ts"
    const guard = "integration-tests/http/guard.spec.ts"
    expect(testsOf([claim, guard])).toEqual({
      unit: "all",
      modules: [claim],
      http: [guard],
    })
  })

  it("are all with a shop when what they share has changed with one of them", () => {
    const guard = "integration-tests/http/guard.spec.ts"
    expect(testsOf([guard, "testkit/jest/suite.ts"]).http).toBe("all")
  })
})

describe("the kinds that have none of the named tests", () => {
  const specs = [
    "scripts/__tests__/changed.unit.spec.ts",
    "src/modules/promotion-redemption/__tests__/claim.spec.ts",
    "integration-tests/http/guard.spec.ts",
    "integration-tests/http/claiming.spec.ts",
  ]

  it.each([
    [["integration-tests/http/guard.spec.ts"], ["unit", "modules"]],
    [["guard", "changed.unit"], ["modules"]],
    [["claim"], ["unit"]],
    // Nobody can say where such a test would be: Jest looks for it everywhere.
    [["guard", "a name in a file"], []],
    [[], []],
  ])("are, for %j, %j", (names, kinds) => {
    expect(kindsWithout(names, specs)).toEqual(kinds)
  })
})
