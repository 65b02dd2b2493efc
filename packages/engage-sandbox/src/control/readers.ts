import type { JsonValue } from "../types"
import { SandboxControlError } from "./control-error"

/**
 * Turns a parsed JSON value into a typed one.
 * @throws SandboxControlError `invalid_input`, naming the path.
 */
export type Reader<T> = (value: unknown, path: string) => T

type Shape = Record<string, Reader<unknown>>
type Read<S extends Shape, R extends keyof S> = {
  [K in R]: ReturnType<S[K]>
} & { [K in Exclude<keyof S, R>]?: ReturnType<S[K]> }

/** A text that is not blank. */
export const text: Reader<string> = (value, path) =>
  typeof value === "string" && value.trim()
    ? value
    : fail(path, "a text that is not empty")

/** true or false. */
export const flag: Reader<boolean> = (value, path) =>
  typeof value === "boolean" ? value : fail(path, "true or false")

/** Any JSON value; the body was parsed as JSON, so it is one. */
export const json: Reader<JsonValue> = (value) => value as JsonValue

/** A date in ISO 8601. */
export const date: Reader<string> = (value, path) =>
  typeof value === "string" && !Number.isNaN(Date.parse(value))
    ? value
    : fail(path, "a date in ISO 8601")

/** A whole number between two bounds, both allowed. */
export function integer(min: number, max: number): Reader<number> {
  return (value, path) =>
    typeof value === "number" &&
    Number.isInteger(value) &&
    value >= min &&
    value <= max
      ? value
      : fail(path, `a whole number from ${min} to ${max}`)
}

/** A wait in milliseconds, at most as long as a timer can hold. */
export const milliseconds = integer(0, 2 ** 31 - 1)

/** One of a few values. */
export function oneOf<const T extends string | number>(
  allowed: readonly T[]
): Reader<T> {
  return (value, path) =>
    allowed.find((candidate) => candidate === value) ??
    fail(path, `one of ${allowed.join(", ")}`)
}

/** The value, or null. */
export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, path) => (value === null ? null : reader(value, path))
}

/** A list. */
export function listOf<T>(reader: Reader<T>): Reader<T[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((entry, index) => reader(entry, `${path}[${index}]`))
      : fail(path, "a list")
}

/** An object whose names are free. */
export function recordOf<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(plainObject(value, path)).map(([name, entry]) => [
        name,
        reader(entry, `${path}.${name}`),
      ])
    )
}

/** An object of known fields; one that is not known is an error. */
export function object<S extends Shape, const R extends keyof S = never>(
  shape: S,
  required: readonly R[] = []
): Reader<Read<S, R>> {
  return (value, path) => {
    const given = plainObject(value, path)
    const result: Record<string, unknown> = {}
    for (const [name, entry] of Object.entries(given)) {
      const reader = Object.getOwnPropertyDescriptor(shape, name)?.value
      if (!reader) {
        throw invalid(`${path}.${name} is not known.`)
      }
      result[name] = reader(entry, `${path}.${name}`)
    }
    for (const name of required) {
      if (!Object.prototype.hasOwnProperty.call(given, name)) {
        throw invalid(`${path}.${String(name)} is missing.`)
      }
    }
    // Each field went through its own reader above.
    return result as Read<S, R>
  }
}

/** The error for a value that is not what it should be. */
export function invalid(message: string): SandboxControlError {
  return new SandboxControlError("invalid_input", 400, message)
}

function plainObject(value: unknown, path: string): object {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value
    : fail(path, "an object")
}

function fail(path: string, expected: string): never {
  throw invalid(`${path} must be ${expected}.`)
}
