import { judgeAudit, type AcceptedAdvisory } from "../../scripts/audit/judge"

const TODAY = "2030-06-15"
const ID = "GHSA-aaaa-bbbb-cccc"

/** As npm prints it: one package with an advisory, one that depends on it. */
const REPORT = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    undici: {
      name: "undici",
      severity: "high",
      via: [
        {
          source: 1,
          name: "undici",
          title: "Something bad",
          url: `https://github.com/advisories/${ID}`,
          severity: "high",
          range: "<8",
        },
      ],
    },
    other: { name: "other", severity: "high", via: ["undici"] },
  },
})

const accept = (
  overrides: Partial<AcceptedAdvisory> = {}
): AcceptedAdvisory => ({
  id: ID,
  reason: "not reached",
  until: "2030-07-01",
  ...overrides,
})

describe("an audit", () => {
  it("is clean when there is no advisory", () => {
    const clean = '{"auditReportVersion":2,"vulnerabilities":{}}'

    expect(judgeAudit(clean, [], TODAY)).toEqual({
      kind: "checked",
      accepted: [],
      problems: [],
    })
  })

  it("names each advisory once", () => {
    expect(judgeAudit(REPORT, [], TODAY)).toMatchObject({
      problems: [`undici: Something bad (high, ${ID})`],
    })
  })

  it("passes what is accepted, with its reason", () => {
    expect(judgeAudit(REPORT, [accept()], TODAY)).toMatchObject({
      accepted: [{ id: ID, reason: "not reached" }],
      problems: [],
    })
  })

  it("does not take another advisory's acceptance", () => {
    expect(
      judgeAudit(REPORT, [accept({ id: "GHSA-other" })], TODAY)
    ).toMatchObject({ accepted: [], problems: [expect.anything()] })
  })

  it("fails on the day that an acceptance ends, twice if it is still there", () => {
    expect(judgeAudit(REPORT, [accept({ until: TODAY })], TODAY)).toMatchObject(
      {
        accepted: [],
        problems: [
          `undici: Something bad (high, ${ID})`,
          `${ID} was accepted until ${TODAY}: look at it again`,
        ],
      }
    )
  })

  it.each([
    [
      "a registry without audits",
      '{"message":"405 Method Not Allowed","statusCode":405,"error":{}}',
    ],
    [
      "no network",
      '{"message":"request to https://r/ failed, reason: connect ECONNREFUSED 127.0.0.1:9","error":{}}',
    ],
  ])("is not checked, and not clean, with %s", (_, output) => {
    expect(judgeAudit(output, [], TODAY).kind).toBe("not_checked")
  })

  it.each([
    ["no lock file", '{"error":{"code":"ENOLOCK","summary":"no lockfile"}}'],
    ["no JSON", "npm ERR!"],
    ["nothing", ""],
  ])("fails with %s", (_, output) => {
    expect(judgeAudit(output, [], TODAY).kind).toBe("failed")
  })
})
