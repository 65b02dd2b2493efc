import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { version } from "../../package.json"
import { CLI_HELP, parseCliArguments } from "../cli-arguments"
import { runCli, type CliResult } from "../run-cli"
import { start, until } from "./support"

describe("the command's arguments", () => {
  it("default to port 4010 on the loopback address", () => {
    expect(parseCliArguments([])).toEqual({
      kind: "start",
      port: 4010,
      host: "127.0.0.1",
      apiKey: undefined,
      seed: undefined,
      quiet: false,
      settings: {},
    })
  })

  it("set port, host and key", () => {
    const argv = ["--port", "0", "--host=::1", "--api-key", "secret"]

    expect(parseCliArguments(argv)).toEqual({
      kind: "start",
      port: 0,
      host: "::1",
      apiKey: "secret",
      seed: undefined,
      quiet: false,
      settings: {},
    })
  })

  it("set what a tenant may do otherwise", () => {
    const argv = ["--drop-redeemed", "--page-size", "20", "--refusal-form"]
    const more = ["sentence", "--refusal-status=406", "--content-type-always"]
    const latency = ["--latency", "50-400"]

    expect(parseCliArguments([...argv, ...more, ...latency])).toMatchObject({
      settings: {
        latencyMs: { min: 50, max: 400 },
        listRedeemed: "drop",
        listPageSize: 20,
        refusalForm: "sentence",
        refusalStatus: 406,
        contentType: "always",
      },
    })
  })

  it.each([
    [["--prot", "1"], /--prot/],
    [["start"], /start/],
    [["--port"], /--port/],
    [["--port", "http"], /^--port must be a whole number/],
    [["--port", "65536"], /^--port must be a whole number/],
    [["--host", " "], /^--host must not be empty/],
    [["--page-size", "0"], /^--page-size must be a whole number/],
    [["--refusal-form", "xml"], /^--refusal-form must be one of json/],
    [["--refusal-status", "500"], /^--refusal-status must be from 400/],
    [["--latency", "5"], /^--latency must be two numbers/],
    [["--latency", "5-4"], /^--latency must be two numbers/],
    [["--api-key", "a b"], /^--api-key must be visible ASCII/],
  ])("%j are an error that says why", (argv, message) => {
    expect(parseCliArguments(argv)).toEqual({
      kind: "error",
      message: expect.stringMatching(message),
    })
  })
})

describe("the command", () => {
  const results: CliResult[] = []

  afterEach(async () => {
    for (const result of results.splice(0)) {
      if (result.kind === "running") {
        await result.sandbox.close()
      }
    }
  })

  async function run(...argv: string[]) {
    const written = { out: "", err: "" }
    const result = await runCli(argv, {
      out: (text) => (written.out += text),
      err: (text) => (written.err += text),
    })
    results.push(result)
    return { result, ...written }
  }

  it("shows its help", async () => {
    expect(await run("--help")).toEqual({
      result: { kind: "exit", code: 0 },
      out: CLI_HELP,
      err: "",
    })
  })

  it("ends with 1 and a message for an unknown option", async () => {
    const { result, err } = await run("--verbose")

    expect(result).toEqual({ kind: "exit", code: 1 })
    expect(err).toContain("--verbose")
    expect(err).toContain("engage-sandbox --help")
  })

  it("ends with 1 and a message when the port is in use", async () => {
    const { port } = await start()

    const { result, err } = await run("--port", String(port))

    expect(result).toEqual({ kind: "exit", code: 1 })
    expect(err).toBe(
      `Port ${port} on 127.0.0.1 is in use. Choose another with --port.\n`
    )
  })

  it("ends with 1 and a message for an address it does not have", async () => {
    const { result, err } = await run("--port", "0", "--host", "192.0.2.1")

    expect(result).toEqual({ kind: "exit", code: 1 })
    expect(err).toContain('no address "192.0.2.1"')
  })

  it("prints the addresses, the key and an example that works", async () => {
    const { result, out, err } = await run("--port", "0", "--api-key", "k-1")
    if (result.kind !== "running") {
      throw new Error(err)
    }
    const { baseUrl } = result.sandbox
    const [, path = ""] = /POST (\S+\/redeem)/.exec(out) ?? []

    expect(out).toContain(`base address     ${baseUrl}\n`)
    expect(out).toContain("api key          k-1\n")
    expect(out).toContain(`control address  ${baseUrl}/_sandbox\n`)
    const response = await fetch(path, {
      method: "POST",
      headers: {
        apikey: "k-1",
        "user-agent": "Example/1.0",
        "content-type": "application/json",
      },
      body: '{"redemptionChannel":"ECOM"}',
    })
    expect(response.status).toBe(200)
    expect(err).toBe("")
  })

  it("shows its version", async () => {
    expect(await run("--version")).toEqual({
      result: { kind: "exit", code: 0 },
      out: `${version}\n`,
      err: "",
    })
  })

  it("prints the calls as they come, unless it is told to be quiet", async () => {
    const printed: string[] = []
    for (const more of [[], ["--quiet"]]) {
      const written = { out: "" }
      const result = await runCli(["--port", "0", ...more], {
        out: (text) => (written.out += text),
        err: () => undefined,
      })
      results.push(result)
      if (result.kind === "running") {
        await fetch(`${result.sandbox.baseUrl}/nowhere`)
        await until(() => result.sandbox.calls()[0]?.durationMs !== null)
      }
      printed.push(written.out)
    }

    expect(printed[0]).toMatch(/GET \/nowhere  401  \d+ ms\n$/)
    expect(printed[1]).not.toContain("/nowhere")
  })

  describe("with a file", () => {
    const folder = mkdtempSync(join(tmpdir(), "engage-sandbox-"))
    const file = join(folder, "engage.json")
    afterAll(() => rmSync(folder, { recursive: true }))

    it("begins with what stands in it, and goes back to it", async () => {
      writeFileSync(
        file,
        // The byte order mark with which Windows' own tools begin a file.
        "\ufeff" +
          JSON.stringify({
            contacts: [
              { email: "kim@example.com", promotions: [{ id: "a1" }] },
            ],
            faults: [{ type: "wrong_key", times: 1 }],
            settings: { listPageSize: 5, requestsPerSecond: 10 },
          })
      )

      const { result, out } = await run(
        "--port=0",
        "--seed",
        file,
        "--page-size=7"
      )
      if (result.kind !== "running") {
        throw new Error(out)
      }
      const { sandbox } = result
      const seeded = sandbox.state()
      sandbox.addContact()
      sandbox.clearFaults()
      sandbox.reset()

      expect(out).toContain(
        "1 contacts, 1 promotions, 1 assignments and 1 faults"
      )
      expect(seeded).toMatchObject({
        contacts: [{ email: "kim@example.com" }],
        faults: [{ type: "wrong_key" }],
        settings: { listPageSize: 7, requestsPerSecond: 10 },
      })
      expect(sandbox.state().contacts).toHaveLength(1)
      expect(sandbox.state().faults).toHaveLength(1)
    })

    it.each([
      ["{", "the file is not JSON."],
      ['{"contact":[]}', "seed.contact is not known. Known are: contacts"],
      ["[]", "seed must be an object."],
      ['{"clock":{"movedByMs":9e15}}', "The clock can show the years 1970"],
      [
        '{"faults":[{"type":"hang","operation":"list","assignmentId":"a"}]}',
        'A fault for "list" cannot have an assignmentId',
      ],
    ])("that has %j says what is wrong with it", async (text, problem) => {
      writeFileSync(file, text)

      const { result, err } = await run("--port=0", "--seed", file)

      expect(result).toEqual({ kind: "exit", code: 1 })
      expect(err).toContain(`--seed ${file}: ${problem}`)
    })

    it("that is not there says so", async () => {
      const { err } = await run("--port=0", "--seed", join(folder, "none"))

      expect(err).toContain("the file cannot be read.")
    })
  })

  it("warns when others can reach it", async () => {
    const { err } = await run("--port", "0", "--host", "0.0.0.0")

    expect(err).toContain("whoever reaches it controls the sandbox")
  })
})
