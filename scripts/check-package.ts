/**
 * `npm run check:package`: checks what `npm publish` would publish of the three
 * packages, and that it can be used where its users are. Everything that each
 * package.json promises is there, nothing else is, and nothing runs when it is
 * installed. It is installed alone, beside React 18, 19 and none, and in a workspace
 * with a backend; loaded as ES module and as CommonJS; and its types are used in
 * every mode of TypeScript. Needs a build, or packed packages.
 *
 * --packages FOLDER   packed packages, as `npm run pack:all` leaves them; without
 *                     it what was built is packed
 * --with NAME         also install with pnpm or yarn; may be repeated
 */
import { execFileSync } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"

import {
  temporaryFolder,
  withLifetime,
  type Lifetime,
} from "../testkit/lifetime"
import {
  getPackageManager,
  packageManagerOf,
} from "../integration-tests/package/package-manager"
import {
  contentProblems,
  publintProblems,
  sizeProblems,
  unpack,
  versionProblems,
  type Unpacked,
} from "./check-package/contents"
import { installProblems } from "./check-package/installs"
import { Projects } from "./check-package/projects"
import {
  bundleProblems,
  commandProblems,
  loadProblems,
} from "./check-package/running"
import {
  backendTypeProblems,
  storefrontTypeProblems,
} from "./check-package/types"
import { ROOT } from "./packages"
import {
  kilobytes,
  packPackages,
  tarballsIn,
  type Tarballs,
} from "./packages/pack"
import { main } from "./run"

const { values } = parseArgs({
  options: {
    packages: { type: "string" },
    with: { type: "string", multiple: true, default: [] },
  },
})

async function packed(folder: string): Promise<Tarballs> {
  if (values.packages) {
    return tarballsIn(values.packages)
  }
  if (!existsSync(join(ROOT, ".medusa/server"))) {
    throw new Error("There is no build to check; run `npm run build` first")
  }
  return packPackages(join(folder, "packed"), { build: false })
}

const ATTW = join(
  dirname(require.resolve("@arethetypeswrong/cli/package.json")),
  "dist/index.js"
)

/** What TypeScript makes of a package's entries, by attw. */
function attwProblems(tarball: string): string[] {
  try {
    execFileSync(process.execPath, [ATTW, tarball, "--profile", "strict"], {
      encoding: "utf8",
      stdio: "pipe",
    })
    return []
  } catch (error) {
    const { stdout, message } = error as Error & { stdout?: string }
    return [stdout || message]
  }
}

/**
 * A backend with the packed plugin in it. Its Medusa is this project's own: it is
 * in a folder above.
 */
function backendWith(plugin: Unpacked, lifetime: Lifetime): string {
  const artifacts = join(ROOT, "artifacts")
  mkdirSync(artifacts, { recursive: true })
  const folder = mkdtempSync(join(artifacts, "backend-"))
  lifetime.onEnd(() => rmSync(folder, { recursive: true, force: true }))
  // Without a package.json it would be in this project's, and find its sources.
  writeFileSync(join(folder, "package.json"), '{"name":"backend"}')
  cpSync(plugin.folder, join(folder, "node_modules", plugin.manifest.name), {
    recursive: true,
  })
  return folder
}

/** What each package has to be asked by itself. */
async function problemsOf(one: Unpacked, tarball: string): Promise<string[]> {
  const found = [
    ...contentProblems(one),
    ...sizeProblems(one.key, kilobytes(tarball)),
    ...(await publintProblems(one)),
    ...(one.key === "storefront" ? attwProblems(tarball) : []),
  ]
  return found.map((problem) => `${one.manifest.name}: ${problem}`)
}

main(() =>
  withLifetime(async (lifetime) => {
    const folder = temporaryFolder(lifetime)
    const tarballs = await packed(folder)
    const unpacked = unpack(tarballs, join(folder, "unpacked"))
    const plugin = unpacked.find(({ key }) => key === "plugin")!
    const problems = versionProblems(unpacked)
    for (const one of unpacked) {
      problems.push(...(await problemsOf(one, tarballs[one.key])))
    }
    problems.push(...backendTypeProblems(backendWith(plugin, lifetime)))

    for (const name of ["npm", ...values.with]) {
      const manager = await getPackageManager(
        lifetime,
        folder,
        packageManagerOf(name)
      )
      const projects = new Projects(join(folder, `by-${name}`), tarballs)
      const { storefront, problems: found } = await installProblems(
        lifetime,
        manager,
        projects
      )
      problems.push(...found)
      if (storefront) {
        problems.push(
          ...loadProblems(storefront),
          ...commandProblems(storefront),
          ...(await bundleProblems(storefront)),
          ...storefrontTypeProblems(storefront)
        )
      }
      console.log(`installed by ${manager.title}`)
    }

    for (const problem of problems) {
      console.error(problem)
    }
    for (const { key, files, manifest } of unpacked) {
      console.log(
        `${manifest.name}: ${files.length} files,` +
          ` ${kilobytes(tarballs[key])} kB packed`
      )
    }
    console.log(`${problems.length} problems`)
    return problems.length === 0 ? 0 : 1
  })
)
