import { execFile } from "node:child_process"
import { promisify } from "node:util"

import * as sandboxDoor from "../../packages/engage-sandbox/src"
import type { SandboxCall } from "../../packages/engage-sandbox/src"
import { runCli } from "../../packages/engage-sandbox/src/run-cli"
import { commandsOf, type Command } from "./commands"
import { PLAYED_PAGE } from "./played"
import { loadSample } from "./load-sample"
import { readPage, samplesOf } from "./samples"

const shell = promisify(execFile)

const page = samplesOf(PLAYED_PAGE, readPage(PLAYED_PAGE))
const commands = page
  .filter(({ language }) => language === "bash")
  .flatMap(commandsOf)

describe(`the sandbox of ${PLAYED_PAGE}`, () => {
  it("starts, and takes every command of the page as it stands there", async () => {
    const [start, ...calls] = commands as [Command, ...Command[]]
    expect(start.text).toBe("npx engage-sandbox --port 4010")
    const printed: string[] = []
    const result = await runCli(["--port", "0"], {
      out: (text) => printed.push(text),
      err: (text) => printed.push(text),
    })
    if (result.kind !== "running") {
      throw new Error(printed.join(""))
    }
    const { sandbox } = result
    try {
      const answers: unknown[] = []
      for (const { text } of calls) {
        expect(text).toMatch(/^curl .*http:\/\/localhost:4010\//)
        const command = text
          .replace("http://localhost:4010", sandbox.baseUrl)
          .replace(/^curl/, "curl --fail --silent --show-error --max-time 10")
        const { stdout } = await shell("bash", ["-c", command])
        answers.push(stdout && JSON.parse(stdout))
      }

      const [redeemed, , fault, spring, settings, log] = answers
      expect(redeemed).toBe("")
      expect(fault).toMatchObject({ fault: { type: "refuse", times: 1 } })
      expect(spring).toMatchObject({
        assignment: { name: "Spring", redeemed: false },
      })
      expect(settings).toMatchObject({ settings: { listPageSize: 20 } })
      expect(log).toEqual({ calls: [] })
      expect(sandbox.state().assignments).toHaveLength(2)
    } finally {
      await sandbox.close()
    }
  })

  it("listens where the page says, with the key that it says", async () => {
    const text = readPage(PLAYED_PAGE)

    expect(text).toContain(`"${sandboxDoor.DEFAULT_API_KEY}"`)
    expect(text).toContain(sandboxDoor.exampleContact().email)
    expect(text).toContain(sandboxDoor.EXAMPLE_ASSIGNMENT_ID)
  })

  it("is what the page's own test uses", async () => {
    const tests: [string, () => Promise<void>][] = []
    const sample = page.find(({ language }) => language === "ts")!
    const seen: Pick<SandboxCall, "path">[] = []

    loadSample(sample, {
      globals: {
        it: (name: string, body: () => Promise<void>) =>
          tests.push([name, body]),
        expect,
        console: { log: (path: string) => seen.push({ path }) },
      },
    })
    expect(tests).toHaveLength(1)
    await tests[0]![1]()

    expect(seen).toEqual([])
  })
})
