import axe from "axe-core"
import type { Page } from "playwright-core"

/** What axe calls a barrier that keeps people out. */
const GRAVE = ["serious", "critical"]

/**
 * What axe-core finds serious or critical on a page, one line each; empty when
 * there is nothing.
 * @param within - only this part of the page, as a CSS selector
 */
export async function graveViolations(
  page: Page,
  { within }: { within?: string } = {}
): Promise<string[]> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async (selector) => {
    const { axe: injected } = window as unknown as { axe: typeof axe }
    const found = await injected.run(selector ?? document, {
      resultTypes: ["violations"],
    })
    return found.violations.flatMap(({ id, impact, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({
        impact: String(impact),
        text: `${id}: ${help}, at ${target.join(" ")}: ${failureSummary}`,
      }))
    )
  }, within)
  return violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .map(({ impact, text }) => `${impact} ${text.replace(/\s+/g, " ")}`)
}
