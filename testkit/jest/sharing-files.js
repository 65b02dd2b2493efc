const { readFileSync, readdirSync } = require("node:fs")
const { join, resolve } = require("node:path")

const root = resolve(__dirname, "../..")

/**
 * What a file does that others in the same process would notice; and to compile the
 * docs' samples takes as long as all others.
 */
const ALONE =
  /jest\.(mock|doMock|resetModules|isolateModules|setTimeout)\(|toMatchSnapshot|declareServing\(|typeErrors\(/

/**
 * Which files of a kind of tests can run as one. Files of `http` share a shop: those
 * that use the default shop, without a `beforeAll`, as the shared shop's rows are
 * restored after the first test without the additions of `beforeAll`. Files of the
 * other kinds share what they load, as to load Medusa takes longer than most files.
 *
 * @type {Record<string, { folders: string[], name: RegExp, text: RegExp, alone: RegExp }>}
 */
const KINDS = {
  http: {
    folders: ["integration-tests/http"],
    name: /\.spec\.ts$/,
    text: /engageSuite\(\{\}, /,
    alone: /beforeAll\(/,
  },
  modules: {
    folders: ["src/modules"],
    name: /__tests__.[^/\\]+(?<!\.unit)\.spec\.ts$/,
    text: /^/,
    alone: ALONE,
  },
  unit: {
    folders: [
      ...["bench", "packages", "scripts", "src", "testkit"],
      "integration-tests/docs",
    ],
    name: /^(?!.*node_modules).*\.unit\.spec\.ts$/,
    text: /^/,
    alone: ALONE,
  },
}

const kind = KINDS[process.env.TEST_TYPE ?? "unit"]

/**
 * The files of the running kind that can share, in two halves of about the same
 * length.
 *
 * @type {[string[], string[]]}
 */
const halves = [[], []]

const lengths = [0, 0]

const sharing = (kind?.folders ?? [])
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => kind.name.test(name))
      .map((name) => join(root, folder, name))
  )
  .map((file) => ({ file, text: readFileSync(file, "utf8") }))
  .filter(({ text }) => kind.text.test(text) && !kind.alone.test(text))
  .sort((a, b) => b.text.length - a.text.length)

for (const { file, text } of sharing) {
  const half = lengths[0] <= lengths[1] ? 0 : 1
  halves[half].push(file)
  lengths[half] += text.length
}

module.exports = { halves }
