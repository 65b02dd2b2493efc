import type { InputConfig } from "@medusajs/framework/types"

import { parsePluginOptions } from "../../src/modules/promotion-redemption/options"
import { loadSample } from "./load-sample"
import { placeOf, samples, type Sample } from "./samples"

type Plugin = { resolve: string; options: unknown }

const NAME = "medusa-plugin-voyado-engage"

const FIRST_LINE = "// medusa-config.ts\n"

/** A sample's configuration, whole or a part of it. */
function configOf({ code }: Sample): InputConfig {
  return code.includes("defineConfig(")
    ? loadSample<InputConfig>({ code })
    : loadSample<InputConfig>({ code: `module.exports = {${code}}` })
}

const configurations = samples().filter(({ code }) =>
  code.startsWith(FIRST_LINE)
)

describe("a configuration in the docs", () => {
  beforeAll(() => {
    process.env.ENGAGE_BASE_URL = "https://client.voyado.com"
    process.env.ENGAGE_API_KEY = "key"
    process.env.REDIS_URL = "redis://localhost:6379"
  })

  it.each(configurations.map((sample) => [placeOf(sample), sample] as const))(
    "names what is installed, with options that the plugin takes: %s",
    (_, sample) => {
      const { plugins = [], modules = {} } = configOf(sample)

      // Medusa adds plugins of its own.
      const ours = (plugins as Plugin[]).filter(
        ({ resolve }) => resolve === NAME
      )
      for (const { options } of ours) {
        expect(parsePluginOptions(options)).toMatchObject({ enabled: true })
      }
      for (const { resolve } of Object.values(modules) as {
        resolve: string
      }[]) {
        expect(() => require.resolve(resolve)).not.toThrow()
      }
      expect(ours.length + Object.keys(modules).length).toBeGreaterThan(0)
    }
  )

  it("is there", () => {
    expect(configurations.length).toBeGreaterThan(3)
  })
})
