import { loadSample } from "./load-sample"
import { PLAYED_PAGE, sampleNamed } from "./samples"

// The page's own test, registered with Jest as it stands there: it boots a shop.
loadSample(sampleNamed(PLAYED_PAGE, "medusaIntegrationTestRunner"), {
  globals: { jest, it, expect, beforeAll, afterAll },
})
