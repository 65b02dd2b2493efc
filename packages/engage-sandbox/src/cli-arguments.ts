import { parseArgs } from "node:util"
import { REFUSAL_FORMS, type SandboxSettings } from "./index"

/** The command's port without `--port`. */
export const DEFAULT_CLI_PORT = 4010

/** The request that the command's arguments make. */
export type CliRequest =
  | { kind: "help" }
  | { kind: "version" }
  | {
      kind: "start"
      port: number
      host: string
      apiKey: string | undefined
      /** Path of a seed file. */
      seed: string | undefined
      /** True if the command prints no calls. */
      quiet: boolean
      settings: Partial<SandboxSettings>
    }
  | { kind: "error"; message: string }

/** The command's help. */
export const CLI_HELP = `Usage: engage-sandbox [options]

A small server that behaves as Voyado Engage does, to develop and test against.
It prints the calls that arrive, and has a page to open in a browser.

Options:
  --port <number>    port to listen on, 0 for any free one (default ${DEFAULT_CLI_PORT})
  --host <address>   address to listen on (default 127.0.0.1)
  --api-key <key>    the key that callers must send in the header apikey
  --seed <file>      begin with the contacts, promotions, faults and settings of a
                     JSON file, such as GET /_sandbox/state has answered
  --quiet            do not print calls

What a tenant may do otherwise, also to be changed while it runs:
  --latency <ms>-<ms>        let every call wait, each a random time between these
  --drop-redeemed            leave redeemed offers out of a contact's list
  --page-size <number>       give a contact's list in pages of so many
  --refusal-form <form>      word refusals as ${REFUSAL_FORMS.join(", ")}
  --refusal-status <status>  give every refusal this status, such as 406
  --content-type-always      answer 500 to a GET without Content-Type too

  --version          show the version
  --help             show this text
`

/** Parses the command's arguments, without the paths of Node and the script. */
export function parseCliArguments(argv: string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: String(DEFAULT_CLI_PORT) },
        host: { type: "string", default: "127.0.0.1" },
        "api-key": { type: "string" },
        seed: { type: "string" },
        quiet: { type: "boolean", default: false },
        latency: { type: "string" },
        "drop-redeemed": { type: "boolean", default: false },
        "page-size": { type: "string" },
        "refusal-form": { type: "string" },
        "refusal-status": { type: "string" },
        "content-type-always": { type: "boolean", default: false },
        version: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    })
    if (values.help || values.version) {
      return { kind: values.help ? "help" : "version" }
    }
    const port = Number(values.port)
    demand(
      /^\d{1,5}$/.test(values.port) && port <= 65535,
      "--port must be a whole number from 0 to 65535."
    )
    demand(values.host.trim(), "--host must not be empty.")
    demand(
      /^[\x21-\x7e]+$/.test(values["api-key"] ?? "-"),
      "--api-key must be visible ASCII without spaces."
    )
    return {
      kind: "start",
      port,
      host: values.host,
      apiKey: values["api-key"],
      seed: values.seed,
      quiet: values.quiet,
      settings: {
        ...(values["drop-redeemed"] && { listRedeemed: "drop" }),
        ...(values["content-type-always"] && { contentType: "always" }),
        ...latencyOf(values.latency),
        ...pageSizeOf(values["page-size"]),
        ...refusalOf(values["refusal-form"], values["refusal-status"]),
      },
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: "error", message }
  }
}

function latencyOf(range: string | undefined): Partial<SandboxSettings> {
  if (range === undefined) {
    return {}
  }
  const [, min, max] = /^(\d{1,8})-(\d{1,8})$/.exec(range)?.map(Number) ?? []
  demand(
    min !== undefined && max !== undefined && min <= max,
    "--latency must be two numbers of milliseconds, the lower first, such as 50-400."
  )
  return { latencyMs: { min, max } }
}

function pageSizeOf(size: string | undefined): Partial<SandboxSettings> {
  demand(
    size === undefined || /^[1-9]\d{0,3}$/.test(size),
    "--page-size must be a whole number from 1 to 9999."
  )
  return size === undefined ? {} : { listPageSize: Number(size) }
}

function refusalOf(
  form: string | undefined,
  status: string | undefined
): Partial<SandboxSettings> {
  const refusalForm = REFUSAL_FORMS.find((it) => it === form)
  demand(
    form === undefined || refusalForm,
    `--refusal-form must be one of ${REFUSAL_FORMS.join(", ")}.`
  )
  demand(
    status === undefined || /^4\d\d$/.test(status),
    "--refusal-status must be from 400 to 499."
  )
  return {
    ...(refusalForm && { refusalForm }),
    ...(status && { refusalStatus: Number(status) }),
  }
}

function demand(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new Error(message)
  }
}
