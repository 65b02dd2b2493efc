import { writeFileSync } from "node:fs"
import { join } from "node:path"

import type { Lifetime } from "../../testkit/lifetime"
import { execute } from "../../testkit/command"

/** What installs a shop's packages. */
export type PackageManager = {
  /** As a line of the output names it. */
  title: string
  /** Installs what the shop in a folder names, as its developer does. */
  install: (lifetime: Lifetime, cwd: string) => Promise<void>
  /** Decides what it would install, into a lockfile, and fetches none of it. */
  resolve: (lifetime: Lifetime, cwd: string) => Promise<void>
  /** Installs what it needs in production. */
  installForProduction: (lifetime: Lifetime, cwd: string) => Promise<void>
}

type Kind = {
  /** Where npm finds it; npm itself is there already. */
  package?: string
  program: string
  install: string[]
  resolve: string[]
  production: string[]
  /** What Medusa asks of a shop that uses it, as files and their texts. */
  settings?: Record<string, string>
}

const KINDS = {
  npm: {
    program: "npm",
    install: ["install", "--no-audit", "--no-fund"],
    resolve: ["install", "--no-audit", "--no-fund", "--package-lock-only"],
    production: ["install", "--no-audit", "--no-fund", "--omit=dev"],
  },
  pnpm: {
    package: "pnpm@10.34.8",
    program: "pnpm",
    install: ["install"],
    resolve: ["install", "--lockfile-only"],
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
    program: "yarn",
    install: ["install"],
    resolve: ["install", "--mode=update-lockfile"],
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
): Promise<PackageManager> {
  const kind: Kind = KINDS[name]
  let { program } = kind
  if (kind.package) {
    const prefix = join(folder, name)
    await execute(lifetime, {
      program: "npm",
      args: ["install", "--no-audit", "--no-fund", "--prefix", prefix].concat(
        kind.package
      ),
      cwd: folder,
    })
    program = join(prefix, "node_modules/.bin", program)
  }
  const run = async (args: string[], lifetime: Lifetime, cwd: string) => {
    for (const [file, text] of Object.entries(kind.settings ?? {})) {
      writeFileSync(join(cwd, file), text)
    }
    await execute(lifetime, { program, args, cwd })
  }
  return {
    title: kind.package ?? name,
    install: (lifetime, cwd) => run(kind.install, lifetime, cwd),
    resolve: (lifetime, cwd) => run(kind.resolve, lifetime, cwd),
    installForProduction: (lifetime, cwd) =>
      run(kind.production, lifetime, cwd),
  }
}
