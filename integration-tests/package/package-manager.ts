import { writeFileSync } from "node:fs"
import { join } from "node:path"

import type { Lifetime } from "../../demo/lifetime"
import { execute } from "../../demo/command"

/** What installs a shop's packages. */
export type PackageManager = {
  /** As a line of the output names it. */
  title: string
  /** Installs what the shop in a folder names, as its developer does. */
  install: (lifetime: Lifetime, cwd: string) => Promise<void>
  /** Installs what it needs in production. */
  installForProduction: (lifetime: Lifetime, cwd: string) => Promise<void>
}

type Kind = {
  /** Where npm finds it; npm itself is there already. */
  package?: string
  program: string
  args: string[]
  production: string[]
  /** What Medusa asks of a shop that uses it, as file and text. */
  settings?: [file: string, text: string]
}

const KINDS = {
  npm: {
    program: "npm",
    args: ["install", "--no-audit", "--no-fund"],
    production: ["--omit=dev"],
  },
  pnpm: {
    package: "pnpm@10.34.8",
    program: "pnpm",
    args: ["install"],
    production: ["--prod"],
    settings: [
      ".npmrc",
      [
        "public-hoist-pattern[]=*@medusajs/*",
        "public-hoist-pattern[]=@tanstack/react-query",
        "public-hoist-pattern[]=react-i18next",
        "public-hoist-pattern[]=react-router-dom",
        "",
      ].join("\n"),
    ],
  },
} satisfies Record<string, Kind>

export type PackageManagerName = keyof typeof KINDS

/** @throws Error when there is no such package manager here. */
export function packageManagerOf(name: string): PackageManagerName {
  if (!(name in KINDS)) {
    const names = Object.keys(KINDS).join(" or ")
    throw new Error(`--with is "${name}", and has to be ${names}`)
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
  const install = async (lifetime: Lifetime, cwd: string, more: string[]) => {
    if (kind.settings) {
      const [file, text] = kind.settings
      writeFileSync(join(cwd, file), text)
    }
    await execute(lifetime, { program, args: [...kind.args, ...more], cwd })
  }
  return {
    title: kind.package ?? name,
    install: (lifetime, cwd) => install(lifetime, cwd, []),
    installForProduction: (lifetime, cwd) =>
      install(lifetime, cwd, kind.production),
  }
}
