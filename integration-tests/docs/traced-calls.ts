/**
 * A process that traces as `docs/operating.md` says and calls Engage: with
 * `TRACED_QUERIES`, without the page's lines about the query. What is traced goes
 * to the collector of OTEL_EXPORTER_OTLP_ENDPOINT.
 */
import {
  trace,
  type ProxyTracerProvider,
} from "@medusajs/framework/opentelemetry/api"
import type { NodeTracerProvider } from "@medusajs/framework/opentelemetry/sdk-trace-node"

import { EngageClient } from "../../src/modules/promotion-redemption/engage/client"
import { DEFAULT_ENDPOINTS } from "../../src/modules/promotion-redemption/engage/endpoints"
import {
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
  startEngageSandbox,
} from "../../packages/engage-sandbox/src"
import { loadSample } from "./load-sample"
import { sampleNamed } from "./samples"

const sample = sampleNamed("docs/operating.md", "registerOtel({")
const HOOK = /startSpanHook: [^]*?\}\),\n/
const code = process.env.TRACED_QUERIES
  ? sample.code.replace(HOOK, "")
  : sample.code

async function call(apiKey: string) {
  const contact = exampleContact()
  const email = contact.email!
  const engage = await startEngageSandbox({ apiKey, contacts: [contact] })
  const client = new EngageClient({
    baseUrl: engage.baseUrl,
    apiKey,
    userAgent: "Shop/1.0",
    timeoutMs: 5_000,
    channel: "ECOM",
    endpoints: DEFAULT_ENDPOINTS,
  })
  await client.findContactId({ email })
  await client.listPromotions(contact.contactId, { channel: "ECOM" })
  await client.redeem(EXAMPLE_ASSIGNMENT_ID)
  await client.redeem(EXAMPLE_ASSIGNMENT_ID)
  engage.setFault({ type: "reset_before_save", operation: "find_contact" })
  await client.findContactId({ email })
  await engage.close()
  // Nobody listens any more.
  await client.findContactId({ email })
  await client.close()
}

loadSample<{ register: () => void }>({ code }).register()
void trace
  .getTracer("shop")
  .startActiveSpan("checkout", (span) =>
    call(process.env.TRACED_KEY!).finally(() => span.end())
  )
  .then(async () => {
    const provider = trace.getTracerProvider() as ProxyTracerProvider
    await (provider.getDelegate() as NodeTracerProvider).forceFlush()
    process.exit()
  })
