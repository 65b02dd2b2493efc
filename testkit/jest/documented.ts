import Ajv, { type ValidateFunction } from "ajv/dist/2020"

import { createOpenApiDocument } from "../../scripts/openapi/document"

type Operation = {
  responses: Record<
    string,
    { content: { "application/json"?: { schema: object } } }
  >
}

const { paths, components } = createOpenApiDocument()

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: {
    "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
    date: /^\d{4}-\d\d-\d\d$/,
    uri: true,
  },
})

const addresses = Object.keys(paths)
  // Literal segments go before parameters: otherwise `:id` would match them first.
  .sort((one, other) => one.split("{").length - other.split("{").length)
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  }))

const validators = new Map<object, ValidateFunction>()

/** Answers of the HTTP server itself: the body or the address is too long. */
const BEFORE_ANY_ROUTE = [413, 414, 431]

/** A request to the shop with its answer. */
type Exchange = {
  method: string
  url: string
  status: number
  data: unknown
}

/**
 * Fails a test if one of our routes answers differently from `docs/openapi.json`.
 * Skips routes that are not ours, and successful answers to requests with `fields`,
 * whose fields vary.
 */
export function requireDocumented({ method, url, status, data }: Exchange) {
  // Normalised like the sent URL: a client removes dots between slashes.
  const { pathname, searchParams } = new URL(url, "http://shop")
  const path = addresses.find(({ pattern }) => pattern.test(pathname))?.path
  const operation =
    path && (paths[path]?.[method.toLowerCase()] as Operation | undefined)
  if (!operation || BEFORE_ANY_ROUTE.includes(status)) {
    return
  }
  const response = operation.responses[status]
  if (!response) {
    throw new Error(
      `${method} ${path} answered ${status}, which is not documented: ${JSON.stringify(data)}`
    )
  }
  if (status < 300 && searchParams.has("fields")) {
    return
  }
  const schema = response.content["application/json"]?.schema
  const validate = schema && validatorOf(schema)
  if (validate && !validate(data)) {
    throw new Error(
      `${method} ${path} answered ${status} otherwise than documented: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(data)}`
    )
  }
}

/** Fails a test if data does not match the named component of the document. */
export function requireComponent(name: string, data: unknown) {
  const validate = validatorOf({ $ref: `#/components/schemas/${name}` })
  if (!validate(data)) {
    throw new Error(`It is no ${name}: ${ajv.errorsText(validate.errors)}`)
  }
}

function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema)
  if (known) {
    return known
  }
  const validate = ajv.compile({ ...schema, components })
  validators.set(schema, validate)
  return validate
}
