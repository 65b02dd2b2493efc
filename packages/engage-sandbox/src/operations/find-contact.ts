import { jsonAnswer, refusalAnswer } from "../answer"
import type { SandboxEngageCode } from "../engage-errors"
import { DEFAULT_CONTACT_TYPE, isSame } from "../engage-state"
import type { SandboxContact } from "../types"
import { unsaved, type OperationInput, type OperationResult } from "./operation"

interface SearchKey {
  name: "email" | "socialSecurityNumber" | "mobilePhone" | "customKey"
  isValid(value: string): boolean
  invalid: SandboxEngageCode
}

/**
 * In the order in which `any` tries the keys. Which values are valid is Inferred.
 */
const SEARCH_KEYS: SearchKey[] = [
  {
    name: "email",
    isValid: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
    invalid: "InvalidEmailAddress",
  },
  {
    name: "socialSecurityNumber",
    isValid: (value) => /^(\d{6}|\d{8})[-+A]?\d{3}[\dA-Z]$/i.test(value),
    invalid: "InvalidSocialSecurityNumber",
  },
  {
    name: "mobilePhone",
    isValid: (value) => /^[+0]\d{6,14}$/.test(value),
    invalid: "InvalidPhoneNumber",
  },
  {
    name: "customKey",
    isValid: (value) => value.trim() !== "",
    invalid: "InvalidSearchQuery",
  },
]

/**
 * `GET /api/v3/contacts/id?email=…`, and the same in v2 (or `customKey`,
 * `mobilePhone`, `socialSecurityNumber`, `any`; optional `contactType`): the
 * contact's id as a bare JSON string. `any` uses only the first kind of key for
 * which the value is valid. Several keys must all match (Inferred). Source: Docs,
 * "find-contact"; SDK (v2).
 */
export function findContact({ query, state }: OperationInput): OperationResult {
  const contactType = query.get("contactType")
  const contacts = state.listContacts()
  if (contactType !== null && !isKnownType(contactType, contacts)) {
    return unsaved(refusalAnswer("InvalidContactType"))
  }
  const criteria = readCriteria(query)
  if (typeof criteria === "string") {
    return unsaved(refusalAnswer(criteria))
  }
  const [match, ...others] = contacts.filter(
    (contact) =>
      (contactType === null || typeOf(contact) === contactType) &&
      criteria.every(({ key, value }) => isSame(contact[key.name], value))
  )
  if (others.length) {
    return unsaved(refusalAnswer("MultipleMatches"))
  }
  return unsaved(
    match ? jsonAnswer(200, match.contactId) : refusalAnswer("ContactNotFound")
  )
}

function readCriteria(
  query: URLSearchParams
): { key: SearchKey; value: string }[] | SandboxEngageCode {
  const criteria: { key: SearchKey; value: string }[] = []
  for (const key of SEARCH_KEYS) {
    const value = query.get(key.name)
    if (value !== null && !key.isValid(value)) {
      return key.invalid
    }
    if (value !== null) {
      criteria.push({ key, value })
    }
  }
  const any = query.get("any")
  const anyKey = SEARCH_KEYS.find((key) => any !== null && key.isValid(any))
  if (any !== null && anyKey) {
    criteria.push({ key: anyKey, value: any })
  }
  return criteria.length ? criteria : "InvalidSearchQuery"
}

function typeOf(contact: SandboxContact): string {
  return contact.contactType ?? DEFAULT_CONTACT_TYPE
}

function isKnownType(type: string, contacts: SandboxContact[]): boolean {
  return (
    type === DEFAULT_CONTACT_TYPE ||
    contacts.some((contact) => typeOf(contact) === type)
  )
}
