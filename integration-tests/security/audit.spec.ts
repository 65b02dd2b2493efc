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

const PROBLEM = `undici: Something bad (high, ${ID})`

describe("an audit", () => {
  it.each<[string, string, AcceptedAdvisory[], object]>([
    [
      "is clean when there is no advisory",
      '{"auditReportVersion":2,"vulnerabilities":{}}',
      [],
      { kind: "checked", accepted: [], problems: [] },
    ],
    ["names each advisory once", REPORT, [], { problems: [PROBLEM] }],
    [
      "passes what is accepted, with its reason",
      REPORT,
      [accept()],
      { accepted: [{ id: ID, reason: "not reached" }], problems: [] },
    ],
    [
      "does not take another advisory's acceptance",
      REPORT,
      [accept({ id: "GHSA-other" })],
      { accepted: [], problems: [PROBLEM] },
    ],
    [
      "fails on the day that an acceptance ends, twice if it is still there",
      REPORT,
      [accept({ until: TODAY })],
      {
        accepted: [],
        problems: [
          PROBLEM,
          `${ID} was accepted until ${TODAY}: look at it again`,
        ],
      },
    ],
    [
      "is not checked, and not clean, with a registry without audits",
      '{"message":"405 Method Not Allowed","statusCode":405,"error":{}}',
      [],
      { kind: "not_checked" },
    ],
    [
      "is not checked, and not clean, without a network",
      '{"message":"request to https://r/ failed, reason: connect ECONNREFUSED 127.0.0.1:9","error":{}}',
      [],
      { kind: "not_checked" },
    ],
    [
      "fails without a lock file",
      '{"error":{"code":"ENOLOCK","summary":"no lockfile"}}',
      [],
      { kind: "failed" },
    ],
    ["fails with no JSON", "npm ERR!", [], { kind: "failed" }],
    ["fails with nothing", "", [], { kind: "failed" }],
  ])("%s", (_, output, accepted, outcome) => {
    expect(judgeAudit(output, accepted, TODAY)).toMatchObject(outcome)
  })
})
