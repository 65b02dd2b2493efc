import { parseArgs } from "node:util"
import { REFUSAL_FORMS, type SandboxSettings } from "./types"

/** The port of the command when it is given none. */
export const DEFAULT_CLI_PORT = 4010

/** What the command was asked to do. */
export type CliRequest =
  | { kind: "help" }
  | {
      kind: "start"
      port: number
      host: string
      apiKey: string | undefined
      settings: Partial<SandboxSettings>
    }
  | { kind: "error"; message: string }

/** The command's help. */
export const CLI_HELP = `Usage: engage-sandbox [options]

A small server that behaves as Voyado Engage does, to develop and test against.

Options:
  --port <number>    port to listen on, 0 for any free one (default ${DEFAULT_CLI_PORT})
  --host <address>   address to listen on (default 127.0.0.1)
  --api-key <key>    the key that callers must send in the header apikey

What a tenant may do otherwise, also to be changed while it runs:
  --drop-redeemed            leave redeemed offers out of a contact's list
  --page-size <number>       give a contact's list in pages of so many
  --refusal-form <form>      word refusals as ${REFUSAL_FORMS.join(", ")}
  --refusal-status <status>  give every refusal this status, such as 406
  --content-type-always      answer 500 to a GET without Content-Type too

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
        "drop-redeemed": { type: "boolean", default: false },
        "page-size": { type: "string" },
        "refusal-form": { type: "string" },
        "refusal-status": { type: "string" },
        "content-type-always": { type: "boolean", default: false },
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
    const pageSize = values["page-size"]
    if (pageSize !== undefined && !/^[1-9]\d{0,3}$/.test(pageSize)) {
      return failure("--page-size must be a whole number from 1 to 9999.")
    }
    const form = REFUSAL_FORMS.find((it) => it === values["refusal-form"])
    if (values["refusal-form"] !== undefined && !form) {
      return failure(
        `--refusal-form must be one of ${REFUSAL_FORMS.join(", ")}.`
      )
    }
    const status = values["refusal-status"]
    if (status !== undefined && !/^4\d\d$/.test(status)) {
      return failure("--refusal-status must be from 400 to 499.")
    }
    const settings: Partial<SandboxSettings> = {
      ...(values["drop-redeemed"] && { listRedeemed: "drop" }),
      ...(pageSize && { listPageSize: Number(pageSize) }),
      ...(form && { refusalForm: form }),
      ...(status && { refusalStatus: Number(status) }),
      ...(values["content-type-always"] && { contentType: "always" }),
    }
    return { kind: "start", port, host, apiKey, settings }
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
