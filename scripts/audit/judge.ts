import { z } from "@medusajs/framework/zod"

/** An advisory that we have looked at and live with for a while. */
export type AcceptedAdvisory = {
  /** Such as `GHSA-xxxx-xxxx-xxxx`. */
  id: string
  /** Why it does no harm here. */
  reason: string
  /** ISO date. On this day it has to be looked at again. */
  until: string
}

/** An advisory that npm reports. */
export type Advisory = {
  id: string
  package: string
  severity: string
  title: string
}

/** What came of an audit. */
export type AuditResult =
  | { kind: "not_checked"; why: string }
  | { kind: "failed"; why: string }
  | {
      kind: "checked"
      /** Accepted, with their reasons. */
      accepted: (Advisory & { reason: string })[]
      /** What the build has to stop for, one sentence each. */
      problems: string[]
    }

const advisorySchema = z.object({
  name: z.string(),
  severity: z.string(),
  title: z.string(),
  url: z.string(),
})

/** npm's report, version 2: `via` holds advisories and names of packages. */
const reportSchema = z.object({
  auditReportVersion: z.number(),
  vulnerabilities: z.record(
    z.string(),
    z.object({ via: z.array(z.union([z.string(), advisorySchema])) })
  ),
})

const failureSchema = z.object({
  message: z.string().optional(),
  statusCode: z.number().optional(),
  error: z
    .object({ code: z.string().nullish(), summary: z.string().nullish() })
    .optional(),
})

/** Nobody to ask: no network, or a registry without audits. */
const NOBODY =
  /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b|network timeout/

/**
 * Judges what `npm audit --json` printed.
 * @param today - an ISO date
 */
export function judgeAudit(
  output: string,
  acceptances: AcceptedAdvisory[],
  today: string
): AuditResult {
  const given = parseJson(output)
  const report = reportSchema.safeParse(given)
  if (!report.success) {
    return judgeFailure(given)
  }
  const found = advisoriesOf(report.data)
  const accepted = found.flatMap((advisory) => {
    const acceptance = acceptances.find(({ id }) => id === advisory.id)
    return acceptance && today < acceptance.until
      ? [{ ...advisory, reason: acceptance.reason }]
      : []
  })
  const open = found.filter(
    ({ id }) => !accepted.some((advisory) => advisory.id === id)
  )
  const expired = acceptances.filter(({ until }) => today >= until)
  return {
    kind: "checked",
    accepted,
    problems: [
      ...open.map(
        ({ id, package: name, severity, title }) =>
          `${name}: ${title} (${severity}, ${id})`
      ),
      ...expired.map(
        ({ id, until }) => `${id} was accepted until ${until}: look at it again`
      ),
    ],
  }
}

function judgeFailure(given: unknown): AuditResult {
  const failure = failureSchema.safeParse(given)
  if (!failure.success) {
    return { kind: "failed", why: "npm printed no report" }
  }
  const { message, statusCode, error } = failure.data
  const why = message ?? error?.summary ?? "npm printed no report"
  return statusCode !== undefined || NOBODY.test(why)
    ? { kind: "not_checked", why }
    : { kind: "failed", why }
}

function advisoriesOf({
  vulnerabilities,
}: z.infer<typeof reportSchema>): Advisory[] {
  const advisories = new Map<string, Advisory>()
  for (const { via } of Object.values(vulnerabilities)) {
    for (const cause of via) {
      if (typeof cause !== "string") {
        const { name, severity, title, url } = cause
        const id = url.split("/").at(-1) ?? url
        advisories.set(id, { id, package: name, severity, title })
      }
    }
  }
  return [...advisories.values()]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
