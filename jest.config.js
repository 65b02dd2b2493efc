const { relative, sep } = require("node:path")

const { halves } = require("./testkit/jest/sharing-files")

/**
 * Kinds of tests, told apart by TEST_TYPE and by file name: `unit` needs
 * nothing, `modules` a Postgres, `http` a Postgres and boots the whole shop.
 * `npm test` runs these one after another. `model` takes random steps, with a
 * Postgres and without Medusa around it; `faults`, `races` and `security` boot the
 * shop.
 * `browser` drives a Chromium against a shop that is a process of its own. `docs`
 * runs what the docs show; that samples compile is a unit test.
 */
const kinds = {
  unit: [
    "<rootDir>/{src,packages/*/src,scripts,bench,testkit}/**/__tests__/**/*.unit.spec.ts",
    "<rootDir>/integration-tests/docs/**/*.unit.spec.ts",
  ],
  modules: ["<rootDir>/src/modules/*/__tests__/**/!(*.unit).spec.ts"],
  http: ["<rootDir>/integration-tests/http/**/*.spec.ts"],
  model: ["<rootDir>/integration-tests/model/**/*.spec.ts"],
  faults: ["<rootDir>/integration-tests/faults/**/*.spec.ts"],
  races: ["<rootDir>/integration-tests/races/**/*.spec.ts"],
  security: ["<rootDir>/integration-tests/security/**/*.spec.ts"],
  browser: ["<rootDir>/integration-tests/browser/**/*.spec.ts"],
  docs: ["<rootDir>/integration-tests/docs/**/!(*.unit).spec.ts"],
}

const kind = process.env.TEST_TYPE ?? "unit"

/** A run of a whole kind plays files that can share as one: a shop, or what they load. */
const sharing =
  ["unit", "modules", "http"].includes(kind) &&
  process.env.TEST_SHARED === "yes"
if (sharing) {
  kinds[kind].push(
    kind === "http"
      ? "<rootDir>/integration-tests/http/shared/*.shop.ts"
      : "<rootDir>/testkit/jest/shared/*.files.ts"
  )
}

/** A file by the end of its path, as a pattern. */
const pathOf = (file) =>
  `/${relative(__dirname, file).split(sep).join("/")}$`.replaceAll(".", "\\.")

/** One shop plays a sample of the races; two play all of them. */
const sample = process.env.RACES_MINUTES || process.env.RACES_ONLY

if (!(kind in kinds)) {
  throw new Error(
    `TEST_TYPE is "${kind}"; it has to be one of ${Object.keys(kinds).join(", ")}`
  )
}

/** @type {import("jest").Config} */
module.exports = {
  displayName: kind,
  testMatch: kinds[kind],
  testPathIgnorePatterns: [
    "/node_modules/",
    ...(sample ? ["/races/second-half.spec.ts"] : []),
    ...(sharing ? halves.flat().map(pathOf) : []),
  ],
  testEnvironment: "node",
  ...(sharing && {
    testSequencer: "<rootDir>/testkit/jest/shops-first.js",
  }),
  transform: {
    "^.+\\.[jt]s$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", decorators: true },
        },
      },
    ],
  },
  moduleFileExtensions: ["js", "ts", "json"],
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.medusa-dev/"],
  // Loading Medusa's database layer takes longer than most unit tests.
  setupFiles: kind === "unit" ? [] : ["<rootDir>/testkit/jest/setup.js"],
  testTimeout:
    { unit: 10_000, http: 120_000, browser: 120_000 }[kind] ?? 60_000,
  reporters: ["default", "<rootDir>/testkit/jest/totals-reporter.js"],
  verbose: true,
}
