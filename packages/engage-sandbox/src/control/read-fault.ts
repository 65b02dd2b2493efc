import { validateHeaderName, validateHeaderValue } from "node:http"
import { isEngageCode, type SandboxEngageCode } from "../engage-errors"
import type {
  SandboxFault,
  SandboxFaultMatch,
  SandboxFaultRule,
} from "../faults"
import { OPERATIONS, REFUSAL_FORMS } from "../types"
import {
  flag,
  integer,
  invalid,
  json,
  milliseconds as ms,
  object,
  oneOf,
  recordOf,
  text,
  type Reader,
} from "./readers"

const match = {
  operation: oneOf([...OPERATIONS, "any"]),
  assignmentId: text,
  times: integer(1, 1_000_000),
}

const saved = flag
const status = integer(200, 599)

const headers: Reader<Record<string, string>> = (value, path) => {
  const given = recordOf(text)(value, path)
  for (const [name, content] of Object.entries(given)) {
    requireHeader(name, content, path)
  }
  return given
}

const location: Reader<string> = (value, path) => {
  const address = text(value, path)
  requireHeader("location", address, path)
  return address
}

const code: Reader<SandboxEngageCode> = (value, path) => {
  const given = text(value, path)
  if (!isEngageCode(given)) {
    throw invalid(`${path} must be one of Engage's error codes.`)
  }
  return given
}

const FAULT_READERS = {
  delay_before_save: object(
    { type: oneOf(["delay_before_save"]), ...match, ms },
    ["type", "ms"]
  ),
  delay_after_save: object(
    { type: oneOf(["delay_after_save"]), ...match, ms },
    ["type", "ms"]
  ),
  reset_before_save: object({ type: oneOf(["reset_before_save"]), ...match }, [
    "type",
  ]),
  reset_after_save: object({ type: oneOf(["reset_after_save"]), ...match }, [
    "type",
  ]),
  half_answer: object({ type: oneOf(["half_answer"]), ...match, saved }, [
    "type",
  ]),
  html: object({ type: oneOf(["html"]), ...match, status, saved }, ["type"]),
  status: object(
    { type: oneOf(["status"]), ...match, status, body: json, headers, saved },
    ["type", "status"]
  ),
  wrong_key: object({ type: oneOf(["wrong_key"]), ...match }, ["type"]),
  redirect: object(
    {
      type: oneOf(["redirect"]),
      ...match,
      location,
      status: oneOf([301, 302, 303, 307, 308]),
    },
    ["type", "location"]
  ),
  refuse: object(
    {
      type: oneOf(["refuse"]),
      ...match,
      code,
      form: oneOf(REFUSAL_FORMS),
      status,
    },
    ["type", "code"]
  ),
  hang: object({ type: oneOf(["hang"]), ...match, saved }, ["type"]),
  big_body: object(
    {
      type: oneOf(["big_body"]),
      ...match,
      bytes: integer(2, 2 ** 30),
      saved,
    },
    ["type", "bytes"]
  ),
} satisfies {
  [T in SandboxFault["type"]]: Reader<
    Extract<SandboxFault, { type: T }> & SandboxFaultMatch
  >
}

const FAULT_TYPES = Object.keys(FAULT_READERS) as (keyof typeof FAULT_READERS)[]

/** A fault with the calls it meets. */
export const readFault: Reader<SandboxFaultRule> = (value, path) => {
  const type = recordOf((entry) => entry)(value, path).type
  return FAULT_READERS[oneOf(FAULT_TYPES)(type, `${path}.type`)](value, path)
}

function requireHeader(name: string, content: string, path: string): void {
  try {
    validateHeaderName(name)
    validateHeaderValue(name, content)
  } catch {
    throw invalid(`${path} has what cannot be sent in the header "${name}".`)
  }
}
