const { default: Sequencer } = require("@jest/test-sequencer")

/**
 * Begins with the files that many others share a shop in: they take longest, and
 * the rest fills up what is left of a worker's time.
 */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests)
    const shares = ({ path }) => path.endsWith(".shop.ts")
    return [...sorted.filter(shares), ...sorted.filter((t) => !shares(t))]
  }
}
