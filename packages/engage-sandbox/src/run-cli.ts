import { EXAMPLE_ASSIGNMENT_ID, exampleContact } from "./builders"
import { CLI_HELP, parseCliArguments } from "./cli-arguments"
import { CONTROL_PATH } from "./control/control-routes"
import { field } from "./field"
import { startEngageSandbox, type EngageSandbox } from "./server"

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"])

/** Where the command writes. */
export interface CliOutput {
  out(text: string): void
  err(text: string): void
}

/** The command's end, or the sandbox that it has started. */
export type CliResult =
  { kind: "exit"; code: 0 | 1 } | { kind: "running"; sandbox: EngageSandbox }

/** Runs the command `engage-sandbox` with its example contact. Never throws. */
export async function runCli(
  argv: string[],
  output: CliOutput
): Promise<CliResult> {
  const request = parseCliArguments(argv)
  if (request.kind === "help") {
    output.out(CLI_HELP)
    return { kind: "exit", code: 0 }
  }
  if (request.kind === "error") {
    output.err(`${request.message}\nTry engage-sandbox --help.\n`)
    return { kind: "exit", code: 1 }
  }
  const { port, host, apiKey, settings } = request
  try {
    const contacts = [exampleContact()]
    const sandbox = await startEngageSandbox({
      ...settings,
      port,
      host,
      apiKey,
      contacts,
    })
    output.out(greeting(sandbox))
    if (!LOOPBACK.has(host)) {
      output.err(
        `Listening on ${host}: whoever reaches it controls the sandbox.\n`
      )
    }
    return { kind: "running", sandbox }
  } catch (error) {
    output.err(`${startFailure(error, host, port)}\n`)
    return { kind: "exit", code: 1 }
  }
}

function greeting({ baseUrl, apiKey }: EngageSandbox): string {
  const redeemPath = `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`
  return `Engage sandbox is running.

  base address     ${baseUrl}
  api key          ${apiKey}
  control address  ${baseUrl}${CONTROL_PATH}

It has one contact, ${exampleContact().email}, with one assignment. Redeem it:

  curl -i -X POST ${baseUrl}${redeemPath} \\
    -H "apikey: ${apiKey}" -H "User-Agent: Example/1.0" \\
    -H "Content-Type: application/json" -d '{"redemptionChannel":"ECOM"}'

Make the next call fail:

  curl -X POST ${baseUrl}${CONTROL_PATH}/faults -H "Content-Type: application/json" \\
    -d '{"type":"status","status":503,"times":1}'

Stop with Ctrl+C.
`
}

function startFailure(error: unknown, host: string, port: number): string {
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
