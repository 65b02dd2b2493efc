const { writeFileSync } = require("node:fs")

/** Writes how many tests passed and failed to the file in TEST_TOTALS. */
module.exports = class TotalsReporter {
  onRunComplete(_contexts, results) {
    if (!process.env.TEST_TOTALS) {
      return
    }
    const totals = {
      passed: results.numPassedTests,
      // A file that fails to load has no tests to count.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests,
    }
    writeFileSync(process.env.TEST_TOTALS, JSON.stringify(totals))
  }
}
