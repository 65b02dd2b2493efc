import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, resolve, sep } from "node:path"

import SwaggerParser from "@apidevtools/swagger-parser"

import { createOpenApiDocument } from "../document"
import { OPERATIONS } from "../operations"

const ROOT = resolve(__dirname, "../../..")
const API = join(ROOT, "src/api")

/** `get /store/carts/{id}/…` for every method that a route file exports. */
function routesOfTheCode(): string[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .flatMap((file) => {
      const folders = dirname(file).split(sep).join("/")
      const path = `/${folders.replaceAll("[", "{").replaceAll("]", "}")}`
      const source = readFileSync(join(API, file), "utf8")
      return [
        ...source.matchAll(
          /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm
        ),
      ].map(([, method]) => `${method?.toLowerCase()} ${path}`)
    })
}

describe("the OpenAPI document", () => {
  it("is one, by the specification's own schema", async () => {
    await expect(
      SwaggerParser.validate(structuredClone(createOpenApiDocument()) as never)
    ).resolves.toBeDefined()
  })

  it("describes every route of the plugin, and no other", () => {
    const described = OPERATIONS.map(({ method, path }) => `${method} ${path}`)

    expect(described.sort()).toEqual(routesOfTheCode().sort())
    expect(described.length).toBeGreaterThan(0)
  })

  it("is kept in docs/openapi.json: npm run docs:openapi", () => {
    const kept: unknown = JSON.parse(
      readFileSync(join(ROOT, "docs/openapi.json"), "utf8")
    )

    expect(kept).toEqual(JSON.parse(JSON.stringify(createOpenApiDocument())))
  })
})
