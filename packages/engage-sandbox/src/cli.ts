import { runCli } from "./run-cli"

async function main(): Promise<void> {
  const result = await runCli(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
  if (result.kind === "exit") {
    process.exitCode = result.code
    return
  }
  const stop = () => void result.sandbox.close()
  process.once("SIGINT", stop)
  process.once("SIGTERM", stop)
}

void main()
