const { default: Sequencer } = require("@jest/test-sequencer")

/**
 * Begins with the files in which many others share something: these files take
 * longest, and the short files then fill the workers' remaining time.
 */
module.exports = class extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests)
    const shares = ({ path }) => /\.(shop|files)\.ts$/.test(path)
    return [...sorted.filter(shares), ...sorted.filter((t) => !shares(t))]
  }
}
