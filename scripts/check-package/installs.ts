import type { Lifetime } from "../../testkit/lifetime"
import { ONCE } from "../../integration-tests/package/check-one-copy"
import type { PackageManager } from "../../integration-tests/package/package-manager"
import { manifestOf, type PackageKey } from "../packages"
import { lockedPackages } from "./lock"
import { REACT_18, REACT_19, type Projects } from "./projects"

/** Packages that are installed by themselves, and what they bring beside. */
const BY_THEMSELVES: { keys: PackageKey[]; bring: string[] }[] = [
  { keys: ["storefront"], bring: [] },
  { keys: ["plugin", "sandbox"], bring: ["undici", "csv-stringify"] },
]

/**
 * Installs the packages where their users have them, without flags: beside React
 * 18, 19 and none, and in a workspace with a backend. The workspace is large: npm
 * only decides what it would install there, as `test:package` installs a backend by
 * npm; pnpm and Yarn, which lay out a workspace differently, install it.
 *
 * @returns the problems, and the folder of the storefront on React 19 if it could
 * be installed.
 */
export async function installProblems(
  lifetime: Lifetime,
  manager: PackageManager,
  projects: Projects
): Promise<{ storefront?: string; problems: string[] }> {
  const onReact19 = projects.storefront("on-react-19", REACT_19)
  const workspace = projects.workspace()
  const onReact18 = projects.storefront("on-react-18", REACT_18)
  const byThemselves = BY_THEMSELVES.map((one) => ({
    ...one,
    at: projects.only(...one.keys),
  }))
  const problems: string[] = []
  const isNpm = manager.title === "npm"
  const tried = (title: string, work: Promise<void>) =>
    work.then(
      () => true,
      (error: Error) => {
        problems.push(`${title}, by ${manager.title}: ${error.message}`)
        return false
      }
    )
  const smallOnes = async () => {
    const installed = await tried(
      "React 19",
      manager.install(lifetime, onReact19)
    )
    await tried("React 18", manager.install(lifetime, onReact18))
    for (const { keys, at } of byThemselves) {
      await tried(`no React, ${keys.join()}`, manager.install(lifetime, at))
    }
    return installed
  }
  const [installed] = await Promise.all([
    smallOnes(),
    tried(
      "a workspace",
      isNpm
        ? manager.resolve(lifetime, workspace)
        : manager.install(lifetime, workspace)
    ),
  ])
  if (problems.length === 0 && isNpm) {
    problems.push(...byThemselves.flatMap(baggage))
    problems.push(...workspaceProblems(workspace))
  }
  return { storefront: installed ? onReact19 : undefined, problems }
}

/** What packages bring that they should not, or do not bring. */
function baggage({
  keys,
  bring,
  at,
}: (typeof BY_THEMSELVES)[number] & { at: string }): string[] {
  const names = keys.map((key) => manifestOf(key).name)
  const found = lockedPackages(at).map(({ name }) => name)
  return found.sort().join() === [...names, ...bring].sort().join()
    ? []
    : [`${names.join(" and ")} alone install ${found.join(", ")}`]
}

/** What the backend and the storefront of a workspace do to each other. */
function workspaceProblems(project: string): string[] {
  const locked = lockedPackages(project)
  const versions = (name: string) =>
    locked.filter((one) => one.name === name).map((one) => one.version)
  const sandbox = locked.find(({ name }) => name === manifestOf("sandbox").name)
  return [
    // Each of the two apps has its own React, and that is all that is doubled.
    ...ONCE.filter((name) => !["react", "react-dom"].includes(name))
      .filter((name) => versions(name).length !== 1)
      .map((name) => `a workspace has ${name} in ${versions(name).join(", ")}`),
    ...["18", "19"]
      .filter((major) => !versions("react").some((v) => v.startsWith(major)))
      .map((major) => `a workspace has no React ${major}`),
    ...(sandbox?.dev ? [] : ["a workspace has the sandbox in production"]),
  ]
}
