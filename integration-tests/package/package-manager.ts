import { writeFileSync } from "node:fs"
import { join } from "node:path"

import type { Lifetime } from "../../testkit/lifetime"
import { execute } from "../../testkit/command"

type Run = (lifetime: Lifetime, cwd: string) => Promise<void>

/** What installs a shop's packages. */
export type PackageManager = Awaited<ReturnType<typeof getPackageManager>>

type Kind = {
  /** Where npm finds it; npm itself is there already. */
  package?: string
  install: string[]
  /** What to add to decide only, and in the place of it all for production. */
  resolve: string
  production: string[]
  /** What Medusa asks of a shop that uses it, as files and their texts. */
  settings?: Record<string, string>
}

const NPM_INSTALL = ["install", "--no-audit", "--no-fund"]

const KINDS = {
  npm: {
    install: NPM_INSTALL,
    resolve: "--package-lock-only",
    production: [...NPM_INSTALL, "--omit=dev"],
  },
  pnpm: {
    package: "pnpm@10.34.8",
    install: ["install"],
    resolve: "--lockfile-only",
    production: ["install", "--prod"],
    settings: {
      ".npmrc": [
        "public-hoist-pattern[]=*@medusajs/*",
        "public-hoist-pattern[]=@tanstack/react-query",
        "public-hoist-pattern[]=react-i18next",
        "public-hoist-pattern[]=react-router-dom",
        "",
      ].join("\n"),
    },
  },
  yarn: {
    package: "@yarnpkg/cli-dist@4.18.1",
    install: ["install"],
    resolve: "--mode=update-lockfile",
    production: ["workspaces", "focus", "--production"],
    settings: {
      ".yarnrc.yml": [
        "nodeLinker: node-modules",
        "enableTelemetry: false",
        // Where CI is set, Yarn writes no lockfile unless it is told to.
        "enableImmutableInstalls: false",
        "",
      ].join("\n"),
      // A folder with one is a project of its own.
      "yarn.lock": "",
    },
  },
} satisfies Record<string, Kind>

export type PackageManagerName = keyof typeof KINDS

/** @throws Error when there is no such package manager here. */
export function packageManagerOf(name: string): PackageManagerName {
  if (!(name in KINDS)) {
    const names = Object.keys(KINDS).join(", ")
    throw new Error(`--with is "${name}", and has to be one of ${names}`)
  }
  return name as PackageManagerName
}

/**
 * Gets a package manager, into a folder of its own.
 * @param folder - one that goes when the command ends
 */
export async function getPackageManager(
  lifetime: Lifetime,
  folder: string,
  name: PackageManagerName
) {
  const kind: Kind = KINDS[name]
  const prefix = join(folder, name)
  if (kind.package) {
    const args = [...NPM_INSTALL, "--prefix", prefix, kind.package]
    await execute(lifetime, { cwd: folder }, "npm", ...args)
  }
  const program = kind.package ? join(prefix, "node_modules/.bin", name) : name
  const running =
    (...args: string[]): Run =>
    async (lifetime, cwd) => {
      for (const [file, text] of Object.entries(kind.settings ?? {})) {
        writeFileSync(join(cwd, file), text)
      }
      await execute(lifetime, { cwd }, program, ...args)
    }
  return {
    /** As a line of the output names it. */
    title: kind.package ?? name,
    /** Installs what the shop in a folder names, as its developer does. */
    install: running(...kind.install),
    /** Decides what it would install, into a lockfile, and fetches none of it. */
    resolve: running(...kind.install, kind.resolve),
    installForProduction: running(...kind.production),
  }
}
