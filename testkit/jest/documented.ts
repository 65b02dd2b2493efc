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
  // What is written out goes before what has a parameter in its place.
  .sort((one, other) => one.split("{").length - other.split("{").length)
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  }))

const validators = new Map<object, ValidateFunction>()

/** Of the HTTP server itself: a body, or an address, that is too long. */
const BEFORE_ANY_ROUTE = [413, 414, 431]

/** An answer of the shop to a request, as it came. */
type Exchange = {
  method: string
  url: string
  status: number
  data: unknown
}

/**
 * Fails a test whose request to one of our routes was answered otherwise than
 * `docs/openapi.json` says. What is no address of ours is no matter of its, nor is
 * what a request with `fields` asked for.
 */
export function requireDocumented({ method, url, status, data }: Exchange) {
  // As it is sent: a client leaves out dots between slashes.
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

/** Fails a test for data that is not as this component of the document says. */
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
