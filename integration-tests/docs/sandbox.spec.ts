import { execFile } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

import {
  DEFAULT_API_KEY,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
  type EngageSandbox,
} from "../../packages/engage-sandbox/src"
import { runCli } from "../../packages/engage-sandbox/src/run-cli"
import { commandsOf, PLAYED_PAGE, readPage, samplesOf } from "./samples"

const shell = promisify(execFile)

const ADDRESS = "http://localhost:4020"

const page = samplesOf(PLAYED_PAGE, readPage(PLAYED_PAGE))
const commands = page
  .filter(({ language }) => language === "bash")
  .flatMap(commandsOf)
  .filter(({ words }) => words[0] !== "npm")

describe(`the sandbox of ${PLAYED_PAGE}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "voyado-engage-docs-"))
  let sandbox: EngageSandbox | undefined

  afterAll(async () => {
    await sandbox?.close()
    rmSync(folder, { recursive: true })
  })

  /** As somebody does who types it, at any port and in a folder of its own. */
  async function start(words: string[]): Promise<"started"> {
    const [port, number, ...others] = words
    expect([port, `http://localhost:${number}`]).toEqual(["--port", ADDRESS])
    await sandbox?.close()
    const printed: string[] = []
    const result = await runCli(
      ["--port", "0", "--quiet"].concat(
        others.map((word) =>
          word.endsWith(".json") ? join(folder, word) : word
        )
      ),
      {
        out: (text) => printed.push(text),
        err: (text) => printed.push(text),
      }
    )
    if (result.kind !== "running") {
      throw new Error(printed.join(""))
    }
    sandbox = result.sandbox
    return "started"
  }

  async function curl(text: string): Promise<unknown> {
    expect(text).toContain(ADDRESS)
    const command = text
      .replace(ADDRESS, sandbox!.baseUrl)
      .replace(/^curl/, "curl --fail --silent --show-error --max-time 10")
    const { stdout } = await shell("bash", ["-c", command], { cwd: folder })
    return stdout && JSON.parse(stdout)
  }

  it("takes every command of the page, in order, as it stands there", async () => {
    const seed = page.find(({ language }) => language === "json")!
    writeFileSync(join(folder, "engage.json"), seed.code)

    const answers: unknown[] = []
    for (const { text, words } of commands) {
      const [program, name, ...rest] = words
      answers.push(
        program === "npx" && name === "engage-sandbox"
          ? await start(rest)
          : await curl(text)
      )
    }

    const offer = (heading: string) => expect.objectContaining({ heading })
    expect(answers).toEqual([
      "started",
      "",
      "",
      { fault: expect.objectContaining({ type: "refuse", times: 1 }) },
      { assignment: offer("10% off") },
      { assignment: expect.objectContaining({ redeemedBy: "store" }) },
      { calls: [] },
      "started",
      {
        contact: expect.objectContaining({
          email: "kim@example.com",
          promotions: [offer("20 % off")],
        }),
      },
      "",
      expect.objectContaining({
        contacts: [
          expect.objectContaining({
            email: "member@example.com",
            promotions: [
              offer("Our offer for you"),
              offer("15 % off"),
              offer("5 euros off"),
            ],
          }),
          expect.objectContaining({ email: "kim@example.com" }),
        ],
      }),
      { settings: expect.objectContaining({ listPageSize: 20 }) },
      { clock: expect.objectContaining({ movedByMs: 25 * 60 * 60 * 1000 }) },
    ])
  })

  it("does not listen where `npm run dev` does", () => {
    expect(readPage("demo/dev.ts")).toContain("ENGAGE_PORT || 4010")
    expect(readPage(PLAYED_PAGE)).not.toContain("localhost:4010")
  })

  it("has the key and the contact that the page says", () => {
    const text = readPage(PLAYED_PAGE)

    expect(text).toContain(`"${DEFAULT_API_KEY}"`)
    expect(text).toContain(exampleContact().email)
    expect(text).toContain(EXAMPLE_ASSIGNMENT_ID)
  })
})
