import { judgeAudit } from "../../scripts/audit/judge"

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
const CLEAN = '{"auditReportVersion":2,"vulnerabilities":{}}'
const NO_AUDITS =
  '{"message":"405 Method Not Allowed","statusCode":405,"error":{}}'
const NO_NETWORK =
  '{"message":"request to https://r/ failed, reason: connect ECONNREFUSED 127.0.0.1:9","error":{}}'
const NO_LOCK = '{"error":{"code":"ENOLOCK","summary":"no lockfile"}}'

const PROBLEM = `undici: Something bad (high, ${ID})`

describe("an audit", () => {
  it.each([
    ["is clean when there is no advisory", CLEAN, "checked"],
    ["is not checked with a registry without audits", NO_AUDITS, "not_checked"],
    ["is not checked without a network", NO_NETWORK, "not_checked"],
    ["fails without a lock file", NO_LOCK, "failed"],
    ["fails with no JSON", "npm ERR!", "failed"],
    ["fails with nothing", "", "failed"],
  ])("%s", (_, output, kind) => {
    expect(judgeAudit(output, [], TODAY)).toEqual(
      kind === "checked"
        ? { kind, accepted: [], problems: [] }
        : { kind, why: expect.any(String) as string }
    )
  })

  it.each([
    ["names each advisory once", [], [], [PROBLEM]],
    [
      "passes what is accepted, with its reason",
      [{ id: ID, until: "2030-07-01" }],
      [{ id: ID, reason: "not reached" }],
      [],
    ],
    [
      "does not take another advisory's acceptance",
      [{ id: "GHSA-other", until: "2030-07-01" }],
      [],
      [PROBLEM],
    ],
    [
      "fails on the day that an acceptance ends, twice if it is still there",
      [{ id: ID, until: TODAY }],
      [],
      [PROBLEM, `${ID} was accepted until ${TODAY}: look at it again`],
    ],
  ])("%s", (_, acceptances, accepted, problems) => {
    const given = acceptances.map((one) => ({ ...one, reason: "not reached" }))

    expect(judgeAudit(REPORT, given, TODAY)).toMatchObject({
      accepted,
      problems,
    })
  })
})
