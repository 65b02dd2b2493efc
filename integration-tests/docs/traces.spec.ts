import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"

import { exampleContact } from "../../packages/engage-sandbox/src"
import { listenHttp } from "../../src/modules/promotion-redemption/engage/__tests__/support/listen"
import { ROOT } from "./samples"

const execute = promisify(execFile)

const KEY = "secret-key-of-the-shop-0123456789"
const EMAIL = exampleContact().email!

type Span = {
  name: string
  kind: number
  spanId: string
  parentSpanId?: string
}

type Exported = {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[]
}

const CLIENT = 3

/** As `traced-calls.ts` makes them; the one whose connection is lost is repeated. */
const CALLS = ["GET", "GET", "POST", "POST", "GET", "GET", "GET"]

/** What the sample in `docs/operating.md` lets out of the shop. */
async function exported(env: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const collector = await listenHttp((response) => response.end("{}"))
  try {
    await execute(
      process.execPath,
      ["-r", "ts-node/register", join(__dirname, "traced-calls.ts")],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          NODE_OPTIONS: "",
          TRACED_KEY: KEY,
          OTEL_EXPORTER_OTLP_ENDPOINT: collector.baseUrl,
          ...env,
        },
        timeout: 90_000,
      }
    )
    // The sdk may send metrics as well.
    return collector.seen
      .filter(({ url }) => url === "/v1/traces")
      .map(({ body }) => body)
  } finally {
    await collector.close()
  }
}

const hasAddress = (bodies: string) =>
  bodies.includes(EMAIL) || bodies.includes(encodeURIComponent(EMAIL))

function spansOf(bodies: string[]): Span[] {
  return bodies
    .flatMap((body) => (JSON.parse(body) as Exported).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
}

describe("a shop that traces as docs/operating.md says", () => {
  it("sees the calls to Engage, and neither key nor e-mail in them", async () => {
    const bodies = await exported()
    const spans = spansOf(bodies)
    const around = spans.find(({ name }) => name === "checkout")
    const calls = spans.filter(({ kind }) => kind === CLIENT)

    expect(calls.map(({ name }) => name)).toEqual(CALLS)
    for (const { parentSpanId } of calls) {
      expect(parentSpanId).toBe(around!.spanId)
    }
    const all = bodies.join()
    expect(all).toContain("/api/v3/contacts/id")
    expect(all).toContain("/redeem")
    expect(all).toContain('"Shop/1.0"')
    expect(all).toContain("ECONNREFUSED")
    expect(all).not.toContain(KEY)
    expect(hasAddress(all)).toBe(false)
  }, 120_000)

  it("needs those lines: without them the e-mail is in the query", async () => {
    const all = (await exported({ TRACED_QUERIES: "yes" })).join()

    expect(hasAddress(all)).toBe(true)
    expect(all).not.toContain(KEY)
  }, 120_000)
})
