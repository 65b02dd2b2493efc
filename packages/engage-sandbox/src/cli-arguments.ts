import { parseArgs } from "node:util"

/** The port of the command when it is given none. */
export const DEFAULT_CLI_PORT = 4010

/** What the command was asked to do. */
export type CliRequest =
  | { kind: "help" }
  | { kind: "start"; port: number; host: string; apiKey: string | undefined }
  | { kind: "error"; message: string }

/** The command's help. */
export const CLI_HELP = `Usage: engage-sandbox [options]

A small server that behaves as Voyado Engage does, to develop and test against.

Options:
  --port <number>    port to listen on, 0 for any free one (default ${DEFAULT_CLI_PORT})
  --host <address>   address to listen on (default 127.0.0.1)
  --api-key <key>    the key that callers must send in the header apikey
  --help             show this text
`

/** Reads the command's arguments, without the program's own two. */
export function parseCliArguments(argv: string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: String(DEFAULT_CLI_PORT) },
        host: { type: "string", default: "127.0.0.1" },
        "api-key": { type: "string" },
        help: { type: "boolean", default: false },
      },
    })
    if (values.help) {
      return { kind: "help" }
    }
    const port = readPort(values.port ?? "")
    const host = values.host ?? ""
    const apiKey = values["api-key"]
    if (port === null) {
      return failure("--port must be a whole number from 0 to 65535.")
    }
    if (!host.trim()) {
      return failure("--host must not be empty.")
    }
    if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
      return failure("--api-key must be visible ASCII without spaces.")
    }
    return { kind: "start", port, host, apiKey }
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error))
  }
}

function failure(message: string): CliRequest {
  return { kind: "error", message }
}

function readPort(value: string): number | null {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN
  return port <= 65535 ? port : null
}
