export * from "./promotion-redemption"
export * from "../errors/catalogue"
export * from "../errors/reasons"
export * from "./http"
