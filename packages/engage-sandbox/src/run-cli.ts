import { readFileSync } from "node:fs"
import { version } from "../package.json"
import { CLI_HELP, parseCliArguments } from "./cli-arguments"
import { field } from "./field"
import { formatCall } from "./format-call"
// From the entry point, which command and package share as one file once built.
import {
  CONTROL_PATH,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
  parseSeed,
  SandboxControlError,
  startEngageSandbox,
  type EngageSandbox,
  type SandboxSeed,
} from "./index"

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"])

/** Where the command writes. */
export interface CliOutput {
  out(text: string): void
  err(text: string): void
}

/** The command has ended, or has started a sandbox. */
export type CliResult =
  { kind: "exit"; code: 0 | 1 } | { kind: "running"; sandbox: EngageSandbox }

/** Runs the command `engage-sandbox`. Never throws. */
export async function runCli(
  argv: string[],
  output: CliOutput
): Promise<CliResult> {
  const request = parseCliArguments(argv)
  switch (request.kind) {
    case "help":
      output.out(CLI_HELP)
      return { kind: "exit", code: 0 }
    case "version":
      output.out(`${version}\n`)
      return { kind: "exit", code: 0 }
    case "error":
      output.err(`${request.message}\nTry engage-sandbox --help.\n`)
      return { kind: "exit", code: 1 }
  }
  const { port, host, apiKey, settings, quiet } = request
  try {
    const seed = request.seed === undefined ? EXAMPLE : readSeed(request.seed)
    const sandbox = await startEngageSandbox({
      port,
      host,
      apiKey,
      // Options on the command line override the file's settings.
      seed: { ...seed, settings: { ...seed.settings, ...settings } },
      ...(!quiet && { onCall: (call) => output.out(`${formatCall(call)}\n`) }),
    })
    output.out(greeting(sandbox))
    output.out(
      request.seed === undefined ? examples(sandbox) : summary(sandbox)
    )
    output.out(`Stop with Ctrl+C.${quiet ? "" : " The calls that arrive:"}\n\n`)
    if (!LOOPBACK.has(host)) {
      output.err(
        `Listening on ${host}: whoever reaches it controls the sandbox.\n`
      )
    }
    return { kind: "running", sandbox }
  } catch (error) {
    output.err(`${startFailure(error, request)}\n`)
    return { kind: "exit", code: 1 }
  }
}

/** The command's initial state without `--seed`. */
const EXAMPLE: SandboxSeed = { contacts: [exampleContact()] }

/** @throws SandboxControlError; `startFailure` adds the file's name. */
function readSeed(path: string): SandboxSeed {
  const wrong = (problem: string) =>
    new SandboxControlError("invalid_input", 400, problem)
  let text: string
  try {
    // Unlike "utf8", TextDecoder drops the byte order mark of Windows' own tools.
    text = new TextDecoder().decode(readFileSync(path))
  } catch {
    throw wrong("the file cannot be read.")
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong("the file is not JSON.")
  }
  return parseSeed(value)
}

function greeting({ baseUrl, apiKey }: EngageSandbox): string {
  return `Engage sandbox ${version} is running.

  base address     ${baseUrl}
  api key          ${apiKey}
  page             ${baseUrl}/
  control address  ${baseUrl}${CONTROL_PATH}

`
}

function summary(sandbox: EngageSandbox): string {
  const { contacts, promotions, assignments, faults } = sandbox.state()
  return `It has ${contacts.length} contacts, ${promotions.length} promotions, ${assignments.length} assignments and ${faults.length} faults.

`
}

function examples({ baseUrl, apiKey }: EngageSandbox): string {
  const redeemPath = `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`
  return `It has one contact, ${exampleContact().email}, with one assignment. Redeem it:

  curl -i -X POST ${baseUrl}${redeemPath} \\
    -H "apikey: ${apiKey}" -H "User-Agent: Example/1.0" \\
    -H "Content-Type: application/json" -d '{"redemptionChannel":"ECOM"}'

Make the next call fail:

  curl -X POST ${baseUrl}${CONTROL_PATH}/faults -H "Content-Type: application/json" \\
    -d '{"type":"status","status":503,"times":1}'

`
}

function startFailure(
  error: unknown,
  { host, port, seed }: { host: string; port: number; seed: string | undefined }
): string {
  // Without a file, the sandbox starts with its own example, which has no mistake.
  if (error instanceof SandboxControlError) {
    return `--seed ${seed}: ${error.message}`
  }
  switch (field(error, "code")) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use. Choose another with --port.`
    case "EACCES":
      return `Port ${port} needs rights that you do not have.`
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address "${host}".`
    default:
      return `The sandbox could not start: ${String(error)}`
  }
}
