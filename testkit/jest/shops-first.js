const { default: Sequencer } = require("@jest/test-sequencer")

/**
 * Begins with the files in which many others share a shop: these files take longest,
 * and the short files then fill the workers' remaining time.
 */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests)
    const shares = ({ path }) => path.endsWith(".shop.ts")
    return [...sorted.filter(shares), ...sorted.filter((t) => !shares(t))]
  }
}
