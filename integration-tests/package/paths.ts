import { resolve } from "node:path"

/** The project's root, and the shop that a fresh one is made from. */
export const ROOT = resolve(__dirname, "../..")
export const TEMPLATE = resolve(__dirname, "shop")
