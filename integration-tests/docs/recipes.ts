import type { SandboxFaultRule } from "../../packages/engage-sandbox/src"
import { PLAYED_PAGE, readPage } from "./samples"

/** How a reader gets a redemption into a state: a row of the page's table. */
export type Recipe = {
  /** What is in the first column: the status, and a reason. */
  state: string
  /** What is set over the control address; null for nothing. */
  fault: SandboxFaultRule | null
}

const ROW = /^\| (`\w+`(?:, `\w+`)?) +\| (?:`(\{.*?\})`)?[^|]*\|/gm

/** The states of `docs/testing.md`, and the faults that lead to them. */
export function recipes(): Recipe[] {
  const [, section = ""] = readPage(PLAYED_PAGE).split("## Every state ")
  return [...section.matchAll(ROW)].map(([, state = "", fault]) => ({
    state: state.replaceAll("`", ""),
    fault: fault ? (JSON.parse(fault) as SandboxFaultRule) : null,
  }))
}
