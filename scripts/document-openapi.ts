/** Writes docs/openapi.json, the description of the routes. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { format } from "prettier"
import { createOpenApiDocument } from "./openapi/document"
import { main } from "./run"

main(async () => {
  writeFileSync(
    join(__dirname, "../docs/openapi.json"),
    await format(JSON.stringify(createOpenApiDocument()), { parser: "json" })
  )
  return 0
})
