import { EngageClient, type EngageClientOptions } from "../../client"
import { DEFAULT_ENDPOINTS } from "../../endpoints"

/** A key that must turn up nowhere but in the header. */
export const API_KEY = "key-that-must-not-leak"

/** A client of the address with short waits. */
export function createClient(
  overrides: Partial<EngageClientOptions> & { baseUrl: string }
): EngageClient {
  return new EngageClient({
    apiKey: API_KEY,
    userAgent: "Test/1.2",
    timeoutMs: 2_000,
    channel: "ECOM",
    endpoints: DEFAULT_ENDPOINTS,
    ...overrides,
  })
}
