/**
 * Runs a command with DATABASE_URL set; without one, on an embedded Postgres
 * that lives as long as the command: `with-postgres.ts <program> [arguments]`
 */
import { withPostgres } from "./postgres/environment"
import { main, run } from "./run"

main(async () => {
  const [program, ...args] = process.argv.slice(2)
  if (!program) {
    throw new Error("Say which command to run: with-postgres.ts <program>")
  }
  return withPostgres((env) => run(program, args, env))
})
