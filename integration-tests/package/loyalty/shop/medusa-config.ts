type Plugin = { resolve: string; options: object }

/** The shop by the docs, with the loyalty plugin before or after ours. */
const alone: { plugins: Plugin[] } = require("./medusa-config.alone")
const loyalty: Plugin = { resolve: "@medusajs/loyalty-plugin", options: {} }

const orders: Record<string, Plugin[] | undefined> = {
  engage: [...alone.plugins, loyalty],
  loyalty: [loyalty, ...alone.plugins],
}

module.exports = {
  ...alone,
  plugins: orders[process.env.FIRST_PLUGIN ?? ""] ?? alone.plugins,
}
