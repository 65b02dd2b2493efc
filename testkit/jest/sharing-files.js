const { readFileSync, readdirSync } = require("node:fs")
const { join, resolve } = require("node:path")

const directory = resolve(__dirname, "../../integration-tests/http")

/**
 * The files of `http` that use the default shop, in two halves of about the same
 * length: the files of a half can share a shop. Files with a `beforeAll` stay out:
 * after the first test, the shared shop's rows are restored without the additions of
 * `beforeAll`.
 *
 * @type {[string[], string[]]}
 */
const halves = [[], []]

const lengths = [0, 0]

const sharing = readdirSync(directory)
  .filter((name) => name.endsWith(".spec.ts"))
  .map((name) => join(directory, name))
  .map((file) => ({ file, text: readFileSync(file, "utf8") }))
  .filter(({ text }) => text.includes("engageSuite({}, "))
  .filter(({ text }) => !text.includes("beforeAll("))
  .sort((a, b) => b.text.length - a.text.length)

for (const { file, text } of sharing) {
  const half = lengths[0] <= lengths[1] ? 0 : 1
  halves[half].push(file)
  lengths[half] += text.length
}

module.exports = { halves }
