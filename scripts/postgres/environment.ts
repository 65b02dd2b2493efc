import { startPostgres } from "."

/**
 * Runs `work` with the environment variables of a Postgres: the one in
 * DATABASE_URL, or an embedded one that ends with `work`. Besides DATABASE_URL
 * they are the DB_* ones that Medusa's test utilities and generators read.
 */
export async function withPostgres<T>(
  work: (env: NodeJS.ProcessEnv) => Promise<T>
): Promise<T> {
  const given = process.env.DATABASE_URL
  if (given) {
    console.log("Using the Postgres in DATABASE_URL")
    return work(databaseEnvironment(given))
  }
  console.log("Starting an embedded Postgres ...")
  const postgres = await startPostgres()
  console.log(`Postgres is ready on port ${new URL(postgres.url).port}`)
  try {
    return await work(databaseEnvironment(postgres.url))
  } finally {
    await postgres.stop()
  }
}

function databaseEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  const url = new URL(databaseUrl)
  // Medusa's test utilities want TLS unless the address says "localhost".
  if (["127.0.0.1", "[::1]"].includes(url.hostname)) {
    url.hostname = "localhost"
  }
  return {
    DATABASE_URL: url.href,
    DB_HOST: url.hostname,
    DB_PORT: url.port || "5432",
    DB_USERNAME: decodeURIComponent(url.username),
    DB_PASSWORD: decodeURIComponent(url.password),
  }
}
