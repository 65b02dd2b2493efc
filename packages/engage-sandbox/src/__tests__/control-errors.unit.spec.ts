import {
  createAssignment,
  createContact,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
} from "../builders"
import { ENGAGE_ERRORS } from "../engage-errors"
import { control, start } from "./support"

const contacts = [exampleContact()]

const A_DATE =
  "a date in ISO 8601, such as 2026-09-30 or 2026-09-30T23:59:59+02:00"

const OF_A_CONTACT =
  "Known are: contactId, email, customKey, mobilePhone, socialSecurityNumber, " +
  "contactType, promotions."

describe("a control call that is wrong", () => {
  it.each([
    ["GET", "/nothing", 404, "route_not_found", undefined],
    ["PUT", "/contacts", 405, "method_not_allowed", {}],
    ["DELETE", "/contacts/none", 404, "contact_not_found", undefined],
    ["POST", "/contacts/none/assignments", 404, "contact_not_found", {}],
    ["GET", "/assignments/none", 404, "assignment_not_found", undefined],
    ["DELETE", "/assignments/none", 404, "assignment_not_found", undefined],
    ["POST", "/promotions/none/activate", 404, "promotion_not_found", {}],
    ["DELETE", "/faults/none", 404, "fault_not_found", undefined],
    ["POST", "/redeem", 404, "PromotionNotFound", { assignmentId: "x" }],
    ["POST", "/contacts", 400, "invalid_json", "{"],
    ["POST", "/contacts", 413, "body_too_long", "x".repeat(2 ** 24 + 1)],
    ["POST", "/contacts", 400, "invalid_input", undefined],
    ["GET", "/calls?operation=fly", 400, "invalid_input", undefined],
  ])("%s %s is %i %s", async (method, path, status, code, body) => {
    const sandbox = await start({ contacts })

    const answer = await control(sandbox, method, path, body)

    expect(answer.status).toBe(status)
    expect(answer.json()).toEqual({ code, message: expect.any(String) })
  })

  it.each([
    ["/contacts", [], "body must be an object."],
    ["/contacts", { mail: "x" }, `body.mail is not known. ${OF_A_CONTACT}`],
    [
      "/contacts",
      { toString: "x" },
      `body.toString is not known. ${OF_A_CONTACT}`,
    ],
    ["/contacts", { email: 5 }, "body.email must be a text that is not empty."],
    ["/contacts", { promotions: {} }, "body.promotions must be a list."],
    [
      "/contacts",
      { promotions: [{ redemptionChannels: [{ type: "WEB" }] }] },
      "body.promotions[0].redemptionChannels[0].type must be one of ECOM, POS, OTHER.",
    ],
    [
      "/contacts",
      { promotions: [{ expiresOn: "soon" }] },
      `body.promotions[0].expiresOn must be ${A_DATE}.`,
    ],
    [
      "/contacts",
      { promotions: [{ redeemed: "yes" }] },
      "body.promotions[0].redeemed must be true or false.",
    ],
    [
      "/redeem",
      {},
      "body.assignmentId is missing. It must be a text that is not empty.",
    ],
    [
      "/faults",
      { type: "redirect", location: "/", status: 200 },
      "body.status must be one of 301, 302, 303, 307, 308.",
    ],
    [
      "/faults",
      {},
      "body.type must be one of delay_before_save, delay_after_save, " +
        "reset_before_save, reset_after_save, half_answer, html, status, " +
        "wrong_key, redirect, refuse, hang, big_body.",
    ],
    [
      "/faults",
      { type: "status" },
      "body.status is missing. It must be a whole number from 200 to 599.",
    ],
    [
      "/faults",
      { type: "refuse" },
      `body.code is missing. It must be one of ${Object.keys(ENGAGE_ERRORS).join(", ")}.`,
    ],
    [
      "/faults",
      { type: "status", status: 99 },
      "body.status must be a whole number from 200 to 599.",
    ],
    [
      "/faults",
      { type: "hang", ms: 5 },
      "body.ms is not known. Known are: type, operation, assignmentId, times, saved.",
    ],
    [
      "/settings",
      { latencyMs: { min: 5, max: 4 } },
      "body.latencyMs must have a min that is not above its max.",
    ],
    [
      "/settings",
      { latencyMs: { min: 5 } },
      "body.latencyMs.max is missing. It must be a whole number from 0 to 2147483647.",
    ],
    ["/clock", { now: "soon" }, `body.now must be ${A_DATE}.`],
    ["/clock", { now: "5" }, `body.now must be ${A_DATE}.`],
    ["/clock", { now: "2026-02-30" }, `body.now must be ${A_DATE}.`],
    [
      "/clock",
      { now: "9999-12-31", days: 1 },
      "The clock can show the years 1970 to 9999.",
    ],
    [
      "/load",
      { clock: { movedByMs: Number.MIN_SAFE_INTEGER } },
      "The clock can show the years 1970 to 9999.",
    ],
    [
      "/load",
      { contacts: [{ promotions: [{ expires: "" }] }] },
      expect.stringMatching(
        /^body\.contacts\[0\]\.promotions\[0\]\.expires is not known\. Known are: .*expiresOn/
      ),
    ],
    [
      "/load",
      { faults: [{ type: "hang", id: "1", ms: 1 }] },
      expect.stringMatching(/^body\.faults\[0\]\.ms is not known/),
    ],
    ["/load", { faults: ["hang"] }, "body.faults[0] must be an object."],
    [
      "/faults",
      { type: "hang", times: 0 },
      "body.times must be a whole number from 1 to 1000000.",
    ],
    [
      "/faults",
      { type: "refuse", code: "Nope" },
      `body.code must be one of ${Object.keys(ENGAGE_ERRORS).join(", ")}.`,
    ],
    [
      "/faults",
      { type: "status", status: 503, headers: { "a b": "c" } },
      'body.headers has what cannot be sent in the header "a b".',
    ],
    [
      "/faults",
      { type: "redirect", location: "a\nb" },
      'body.location has what cannot be sent in the header "location".',
    ],
    [
      "/faults",
      { type: "hang", operation: "list", assignmentId: "a" },
      'A fault for "list" cannot have an assignmentId: only redeem calls carry one.',
    ],
  ])("at %s (%j) says what is wrong", async (path, body, message) => {
    const sandbox = await start()

    const method = path === "/settings" ? "PATCH" : "POST"
    const answer = await control(sandbox, method, path, body)

    expect(answer.status).toBe(400)
    expect(answer.json()).toEqual({ code: "invalid_input", message })
    expect(sandbox.state()).toMatchObject({
      contacts: [],
      faults: [],
      clock: { movedByMs: 0 },
    })
  })

  it("names what there is, where it asks for what there is not", async () => {
    const sandbox = await start({ contacts })
    const messageOf = async (method: string, path: string) =>
      ((await control(sandbox, method, path)).json() as { message: string })
        .message

    expect(await messageOf("DELETE", "/contacts/none")).toBe(
      `There is no contact "none". There are: ${contacts[0]!.contactId}.`
    )
    expect(await messageOf("GET", "/assignments/none")).toContain(
      EXAMPLE_ASSIGNMENT_ID
    )
    expect(() => sandbox.redeemInStore("none")).toThrow(
      `There is no assignment "none". There are: ${EXAMPLE_ASSIGNMENT_ID}.`
    )
    expect(await messageOf("DELETE", "/faults/none")).toBe(
      'There is no fault "none". There is none at all.'
    )
    expect(await messageOf("GET", "/nothing")).toContain("GET /_sandbox/state,")
    for (let index = 0; index < 10; index++) {
      sandbox.addContact()
    }
    expect(await messageOf("DELETE", "/contacts/none")).toMatch(/, …\.$/)
  })

  it("is refused when it does not say that it is JSON", async () => {
    const sandbox = await start()

    const response = await fetch(`${sandbox.baseUrl}/_sandbox/contacts`, {
      method: "POST",
      body: "{}",
    })

    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({
      code: "content_type_required",
    })
  })

  it("cannot give an assignment to two contacts", async () => {
    const sandbox = await start({ contacts })
    const assignment = createAssignment({ id: EXAMPLE_ASSIGNMENT_ID })
    const other = createContact({ promotions: [assignment] })

    const answer = await control(sandbox, "POST", "/contacts", other)

    expect(answer.status).toBe(409)
    expect(answer.json()).toMatchObject({ code: "assignment_taken" })
    expect(sandbox.state().contacts).toEqual(contacts)
  })
})
