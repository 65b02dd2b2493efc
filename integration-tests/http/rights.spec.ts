import { FeatureFlag } from "@medusajs/framework/utils"

import type { Operation } from "../../scripts/openapi/operation"
import { OPERATIONS } from "../../scripts/openapi/operations"
import type {
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionResponse,
} from "../../src/types/admin-http"
import { linkedCart } from "../../testkit/jest/checkout"
import {
  registerOperator,
  type TestOperator,
} from "../../testkit/jest/operators"
import { engageSuite } from "../../testkit/jest/suite"

const ADMIN = OPERATIONS.filter(({ caller }) => caller === "admin")

/** Everything that any of our routes asks for. */
const ALL_RIGHTS = [...new Set(ADMIN.flatMap(({ rights = [] }) => rights))]

/** All of them but one. */
const without = (lacking: string) =>
  ALL_RIGHTS.filter((right) => right !== lacking)

/** Medusa reads the flag while it loads the shop's configuration. */
function switchAccessControlOn() {
  process.env.MEDUSA_FF_RBAC = "true"
  FeatureFlag.setFlag("rbac", true)
}

const WITH_ACCESS_CONTROL = {
  beforeBoot: switchAccessControlOn,
  otherTables: true,
}

engageSuite(WITH_ACCESS_CONTROL, (shop) => {
  /** By rights, in the order in which they are listed, joined by a comma. */
  const operators = new Map<string, TestOperator>()
  const ids: Record<string, string> = {}

  const keyOf = (rights: readonly string[]) => [...rights].sort().join()
  const operatorWith = (rights: readonly string[]) =>
    operators.get(keyOf(rights)) as TestOperator

  beforeAll(async () => {
    const sets = [
      [],
      ["order:read", "promotion_redemption:read"],
      ["customer:read", "promotion_redemption:read"],
      ...ADMIN.map(({ rights = [] }) => rights),
      ...ALL_RIGHTS.map(without),
    ]
    const register = async (rights: string[], n: number) => {
      const email = `operator-${n}@example.com`
      const operator = await registerOperator(shop, email, rights)
      operators.set(keyOf(rights), operator)
    }
    const unlike = new Map(sets.map((rights) => [keyOf(rights), [...rights]]))
    await Promise.all([...unlike.values()].map(register))
    const cart = await linkedCart(shop)
    const order = await cart.web.order(cart.id)
    const [row] = await shop.ledger.all()
    Object.assign(ids, {
      carts: cart.id,
      "promotion-redemptions": row!.id,
      promotions: row!.promotion_id,
      customers: shop.anna.id,
      order: order.id,
      order_number: String(order.display_id),
    })
  })

  const ask = (
    operator: TestOperator,
    { method, path }: Pick<Operation, "method" | "path">
  ) => {
    const url = path.replace(/(\w[\w-]*)\/\{id\}/, (_, folder: string) => {
      const id = ids[folder]
      expect(id).toEqual(expect.any(String))
      return `${folder}/${id}`
    })
    return method === "get"
      ? shop.operate("GET", url, undefined, operator)
      : shop.operate("POST", url, {}, operator)
  }

  /** Reads one of our lists, or one redemption, with these rights besides ours. */
  const readWith = <T>(rights: string[], path = "") =>
    shop.operate<T>(
      "GET",
      `/admin/promotion-redemptions${path}`,
      undefined,
      operatorWith(["promotion_redemption:read", ...rights])
    )

  it("each route is for users who have its rights", async () => {
    const nobody = operatorWith([])
    const medusas = await ask(nobody, { method: "get", path: "/admin/orders" })
    expect(medusas.status).toBe(403)

    for (const { rights = [], ...operation } of ADMIN) {
      const { path } = operation
      expect(await ask(nobody, operation)).toEqual(medusas)
      expect({ path, rights }).not.toEqual({ path, rights: [] })
      for (const lacking of rights) {
        const answer = await ask(operatorWith(without(lacking)), operation)
        expect({ path, lacking, ...answer }).toMatchObject({
          status: 403,
          data: { type: "forbidden" },
        })
      }
      // What the request lacks is another matter.
      const { status } = await ask(operatorWith(rights), operation)
      expect({ path, allowed: [200, 400].includes(status) }).toEqual({
        path,
        allowed: true,
      })
    }
  })

  it("a secret key has no rights, on Medusa's own routes as on ours", async () => {
    for (const url of ["/admin/orders", "/admin/promotion-redemptions"]) {
      expect((await shop.admin("GET", url)).status).toBe(403)
    }
  })

  it("a search is by customers and orders only for users who may read them", async () => {
    const [local] = shop.anna.email.split("@") as [string]
    const found = async (rights: string[], q: string) =>
      (await readWith<{ count: number }>(rights, `?q=${q}`)).data.count

    expect(await found([], local)).toBe(0)
    expect(await found(["customer:read"], local)).toBe(1)
    expect(await found([], `%23${ids.order_number}`)).toBe(0)
    expect(await found(["order:read"], `%23${ids.order_number}`)).toBe(1)
    const exported = async (rights: string[]) => {
      const { data } = await readWith<string>(rights, "/export")
      return data.trimEnd().split(",").at(-1)
    }
    expect(await exported([])).toBe("")
    expect(await exported(["order:read"])).toBe(ids.order_number)
  })

  describe("where Medusa leaves out what a user may not read", () => {
    beforeAll(() => FeatureFlag.setFlag("rbac_filter_fields", true))
    afterAll(() => FeatureFlag.setFlag("rbac_filter_fields", false))

    const fields = "?fields=*order,*customer"
    const list = (rights: string[]) =>
      readWith<AdminPromotionRedemptionListResponse>(rights, fields)

    it("neither order nor customer can be had by way of a redemption, but by a user who may read orders", async () => {
      const of = await list([])
      const one = await readWith<AdminPromotionRedemptionResponse>(
        [],
        `/${ids["promotion-redemptions"]}${fields}`
      )

      expect([of.status, one.status]).toEqual([200, 200])
      expect(of.data.count).toBe(1)
      for (const row of [
        of.data.promotion_redemptions[0],
        one.data.promotion_redemption,
      ]) {
        expect(row).toMatchObject({ order_id: ids.order })
        expect(row).not.toHaveProperty("order")
        expect(row).not.toHaveProperty("customer")
      }
      expect(JSON.stringify([of, one])).not.toContain(shop.anna.email)

      const { data } = await list(["order:read"])
      expect(data.promotion_redemptions[0]).toMatchObject({
        order: { id: ids.order },
      })
      expect(data.promotion_redemptions[0]).not.toHaveProperty("customer")
    })
  })
})
