import { z } from "@medusajs/framework/zod"

import { packageVersion } from "../../src/modules/promotion-redemption/options/package-version"
import { refusedRight, type Operation } from "./operation"
import { OPERATIONS } from "./operations"
import { components } from "./schemas/common"

const COMPONENTS = "#/components/schemas/"

const CALLERS: Record<Operation["caller"], object[]> = {
  customer: [{ publishable_key: [], customer: [] }],
  cart_owner: [{ publishable_key: [], customer: [] }, { publishable_key: [] }],
  storefront: [{ publishable_key: [] }],
  admin: [{ admin_key: [] }, { admin_session: [] }],
}

type JsonSchema = Record<string, unknown>

/**
 * The OpenAPI 3.1 document of the routes that the plugin adds, made from the
 * schemas that the routes check requests with. `docs/openapi.json` is a copy.
 */
export function createOpenApiDocument() {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    const path = (paths[operation.path] ??= {})
    path[operation.method] = describeOperation(operation)
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "medusa-plugin-voyado-engage",
      version: packageVersion(),
      description:
        "Personal offers from Voyado Engage in a Medusa shop. A cart is completed by Medusa's own POST /store/carts/{id}/complete, which answers 400 with one of ErrorCode when an offer is refused.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [
      {
        url: "https://{shop}",
        variables: { shop: { default: "localhost:9000" } },
      },
    ],
    tags: [{ name: "Store" }, { name: "Admin" }],
    paths,
    components: {
      schemas: describeComponents(),
      securitySchemes: {
        publishable_key: {
          type: "apiKey",
          in: "header",
          name: "x-publishable-api-key",
        },
        customer: { type: "http", scheme: "bearer" },
        admin_key: {
          type: "http",
          scheme: "basic",
          description: "A secret API key as the user name.",
        },
        admin_session: { type: "http", scheme: "bearer" },
      },
    },
  }
}

function describeOperation(operation: Operation): object {
  const { path, id, summary, description, caller, body, rights } = operation
  const responses = rights
    ? { ...operation.responses, 403: refusedRight(rights) }
    : operation.responses
  return {
    operationId: id,
    summary,
    ...(description && { description }),
    tags: [path.startsWith("/admin") ? "Admin" : "Store"],
    security: CALLERS[caller],
    parameters: parametersOf(operation),
    ...(body && {
      requestBody: { required: true, content: asJson(body) },
    }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { description, schema }]) => [
        status,
        { description, content: schema ? asJson(schema) : CSV },
      ])
    ),
  }
}

const CSV = { "text/csv": { schema: { type: "string" } } }

function parametersOf({ path, query }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  const { properties = {} } = query ? toJsonSchema(query) : {}
  const inQuery = Object.entries(properties as Record<string, JsonSchema>)
    // Medusa's, for answers that are not as described here.
    .filter(([name]) => name !== "with_deleted" && name !== "locale")
    .map(([name, schema]) => ({
      name,
      in: "query",
      required: false,
      ...(name === "fields" && {
        description: "Which fields are answered, as in Medusa's own routes.",
      }),
      // A filter of several fields, such as `created_at[$gte]`.
      ...(JSON.stringify(schema).includes('"$gte"') && {
        style: "deepObject",
        explode: true,
      }),
      schema,
    }))
  return [...inPath, ...inQuery]
}

/**
 * A query as its route reads it. What no JSON schema can say is left open.
 */
function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "output",
    unrepresentable: "any",
    override: dropPatternOfFormat,
  })
}

/** A format says it all; the pattern that zod adds is longer than the rest. */
function dropPatternOfFormat({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format) {
    delete jsonSchema.pattern
  }
}

function asJson(schema: z.ZodType): object {
  const id = components.get(schema)?.id
  if (!id) {
    throw new Error("A schema of an operation is no component")
  }
  return { "application/json": { schema: { $ref: COMPONENTS + id } } }
}

function describeComponents(): Record<string, object> {
  const { schemas } = z.toJSONSchema(components, {
    io: "input",
    override: dropPatternOfFormat,
    uri: (id) => COMPONENTS + id,
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutAddress(schema)])
  )
}

/** A component's address is its place in the document. */
function withoutAddress({ $schema, $id, ...schema }: JsonSchema): object {
  return schema
}
