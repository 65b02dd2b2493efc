import type { z } from "@medusajs/framework/zod"

/**
 * One line for each mistake: the option, the expected and the given value. Repeats
 * only numbers, true, false and null: any text may be the key in the wrong place.
 */
export function describeMistakes(error: z.ZodError, raw: unknown): string[] {
  const lines = error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => unknownOption([...issue.path, key]))
    }

    const given = describe(valueAt(raw, issue.path))
    return [`${nameOf(issue.path)}: expected ${issue.message}; got ${given}`]
  })

  return [...new Set(lines)]
}

function unknownOption(path: PropertyKey[]): string {
  return `${nameOf(path)}: there is no such option`
}

function nameOf(path: PropertyKey[]): string {
  const name = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "")

  return name || "options"
}

function valueAt(raw: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? Reflect.get(value, key)
        : undefined,
    raw
  )
}

function describe(value: unknown): string {
  if (value === undefined) {
    return "nothing"
  }
  if (value === "") {
    return "an empty text"
  }
  if (typeof value === "string") {
    return "another text"
  }
  if (Array.isArray(value)) {
    return value.length ? "a list" : "an empty list"
  }

  return typeof value === "object" && value !== null
    ? "an object"
    : String(value)
}
