import { existsSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

import { readPage, ROOT } from "./samples"

/** What of a page's links within the repository leads nowhere. */
export function brokenLinks(file: string): string[] {
  const prose = readPage(file).replaceAll(/^ *```[^]*?^ *```$/gm, "")
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^\w+:/.test(target))
    .filter((target) => !leadsSomewhere(file, target))
}

function leadsSomewhere(file: string, target: string): boolean {
  const [path = "", anchor] = target.split("#")
  const goal = path ? resolve(ROOT, dirname(file), path) : join(ROOT, file)
  if (!existsSync(goal)) {
    return false
  }
  return (
    anchor === undefined ||
    anchorsOf(readPage(relative(ROOT, goal))).includes(anchor)
  )
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-")
  )
}
