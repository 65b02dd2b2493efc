import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { version as medusa } from "@medusajs/medusa/package.json"
import { manifestOf, type PackageKey } from "../packages"
import type { Tarballs } from "../packages/pack"

/** What a project's package.json asks for. */
type Parts = {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** Writes the projects in which the packages have to be at home. */
export class Projects {
  constructor(
    private readonly folder: string,
    private readonly tarballs: Tarballs
  ) {}

  /** Packages of ours, and nothing else. All answer the project's folder. */
  only(...keys: PackageKey[]): string {
    return this.write(keys.join("-"), { dependencies: this.ours(...keys) })
  }

  /** A storefront with the sandbox for its tests, on some React. */
  storefront(name: string, react: Record<string, string>): string {
    return this.write(name, this.storefrontOn(react))
  }

  /**
   * A workspace as Medusa's starter is one: a backend with the plugin, on the
   * admin's React 18, and a storefront on React 19.
   */
  workspace(): string {
    const folder = this.write("workspace", {}, { workspaces: ["apps/*"] })
    // What pnpm reads in place of it.
    writeFileSync(
      join(folder, "pnpm-workspace.yaml"),
      'packages:\n  - "apps/*"\n'
    )
    this.write("workspace/apps/backend", {
      dependencies: {
        "@medusajs/admin-sdk": medusa,
        "@medusajs/cli": medusa,
        "@medusajs/framework": medusa,
        "@medusajs/medusa": medusa,
        ...this.ours("plugin"),
      },
      devDependencies: {
        "@swc/core": "^1.7.28",
        ...REACT_18,
        ...this.ours("sandbox"),
      },
    })
    this.write("workspace/apps/storefront", this.storefrontOn(REACT_19))
    return folder
  }

  private storefrontOn(react: Record<string, string>): Parts {
    return {
      dependencies: {
        "@medusajs/js-sdk": medusa,
        ...react,
        ...this.ours("storefront"),
      },
      devDependencies: this.ours("sandbox"),
    }
  }

  private ours(...keys: PackageKey[]): Record<string, string> {
    return Object.fromEntries(
      keys.map((key) => [manifestOf(key).name, `file:${this.tarballs[key]}`])
    )
  }

  private write(name: string, parts: Parts, more: object = {}): string {
    const file = join(this.folder, name, "package.json")
    mkdirSync(dirname(file), { recursive: true })
    const own = { name: name.replaceAll("/", "-"), version: "1.0.0" }
    writeFileSync(
      file,
      JSON.stringify({ ...own, private: true, ...more, ...parts })
    )
    return dirname(file)
  }
}

function reactOf(range: string): Record<string, string> {
  return { react: range, "react-dom": range }
}

export const REACT_18 = reactOf("^18.3.1")
export const REACT_19 = reactOf("^19.0.0")
