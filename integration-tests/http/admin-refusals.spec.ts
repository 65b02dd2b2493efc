import { engageSuite } from "../../testkit/jest/suite"

const REDEMPTIONS = "/admin/promotion-redemptions"
const NOBODYS = `${REDEMPTIONS}/promred_nobody`
/** With the promotion's code, in whose place its id is asked for. */
const PROMOTION = "/admin/promotions/10056/engage"

const DRAFT = {
  name: "Autumn 2026",
  heading: "10 % off",
  assigned_validity: { unit: "Months", amount: 3 },
}
const TOO_LONG = "x".repeat(1001)

/** What no route of the admin's understands: a route, and queries or bodies for it. */
const NOT_UNDERSTOOD: [url: string, sent: (string | object)[]][] = [
  [
    REDEMPTIONS,
    [
      ...["status=lost", "state=unheard_of", "q=%00", "order_id=%00"],
      ...["order=run_id", "order=created_at;"],
      ...["limit=0", "limit=1000000", "limit=many", "offset=-1"],
      "created_at[$gte]=yesterday",
      "created_at[$gte]=2026-02-31T99:00",
      "created_at[$gte]=2026-02-30",
      "created_at=2027-02-29T10:00:00Z",
      "created_at[$lt]=0000-01-01",
      "status_changed_at[$gt]=2026-03-01T10:00:00%2B16:00",
      "created_at[$like]=2026",
    ],
  ],
  [
    `${REDEMPTIONS}/summary`,
    [
      "from=2026-03-02&to=2026-03-01",
      "from=2020-01-01&to=2026-01-01",
      "from=2026-02-30",
      "from=0000-01-01&to=0000-01-02",
      ...["to=today", "time_zone=Europe/Nowhere", "time_zone=%2B02:00"],
    ],
  ],
  [`${REDEMPTIONS}/check`, ["", "customer=", "customer=%00"]],
  ["/admin/managed-promotions", ["order=provided_for"]],
  [
    `${NOBODYS}/resolve`,
    [
      ...[
        {},
        { resolution: "redeemed" },
        { resolution: "released", note: "x" },
      ],
      ...[" ", "a\0b", TOO_LONG].map((note) => ({
        resolution: "redeemed",
        note,
      })),
      { resolution: "redeemed", note: "x", status: "linked" },
    ],
  ],
  [`${NOBODYS}/note`, [{ note: "  " }, { note: TOO_LONG }]],
  [`${NOBODYS}/take`, [{ instead_of: "a b" }]],
  [
    `${REDEMPTIONS}/batch`,
    [
      { action: "retry", ids: [] },
      { action: "retry", ids: Array.from({ length: 101 }, (_, n) => `${n}`) },
      { action: "retry", ids: ["a\u0000b"] },
      { action: "retry", ids: ["promred_1"], note: "x" },
      { action: "resolve", ids: ["promred_1"] },
      { action: "reassign", ids: ["promred_1"] },
    ],
  ],
  [
    PROMOTION,
    [undefined, "yes", null].map((require_assignment) => ({
      require_assignment,
    })),
  ],
  [
    `${PROMOTION}/draft`,
    [
      ...[{}, { name: "x" }, { ...DRAFT, name: "" }, { ...DRAFT, apikey: "x" }],
      { ...DRAFT, end_date: "2099-01-01" },
      { ...DRAFT, assigned_validity: { unit: "Weeks", amount: 3 } },
      { ...DRAFT, assigned_validity: { unit: "Months", amount: 0 } },
      { ...DRAFT, start_date: "2026-09-01T00:00:00Z" },
      { ...DRAFT, start_date: "soon" },
      { ...DRAFT, link: "javascript:alert(1)" },
      { ...DRAFT, description: "a\0b" },
      { name: "x", start_date: "2026-02-01", end_date: "2026-01-01" },
      { name: "x", end_date: "2020-01-01" },
    ],
  ],
]

/** What is not there: a route, and its body if it is posted to. */
const NOT_THERE: [url: string, body?: object][] = [
  [NOBODYS],
  [`${REDEMPTIONS}/%00`],
  [`${REDEMPTIONS}/a b`],
  [`${REDEMPTIONS}/check?customer=nobody`],
  [`${REDEMPTIONS}/check?customer=a@b.example`],
  [`${NOBODYS}/retry`, {}],
  [`${NOBODYS}/reassign`, {}],
  [`${NOBODYS}/take`, {}],
  [`${NOBODYS}/leave`, {}],
  [`${NOBODYS}/note`, { note: "x" }],
  [`${NOBODYS}/resolve`, { resolution: "written_off", note: "x" }],
  ["/admin/promotions/promo_nobody/engage"],
  ["/admin/promotions/promo_nobody/engage", { require_assignment: true }],
  ["/admin/promotions/promo_nobody/engage/draft", DRAFT],
]

engageSuite({}, (shop) => {
  const ask = (url: string, sent?: string | object) => {
    const ours = url.replace("10056", shop.store.promotions["10056"])
    return typeof sent === "object"
      ? shop.operate("POST", ours, sent)
      : shop.operate("GET", `${ours}${sent === undefined ? "" : `?${sent}`}`)
  }

  it("routes of the admin refuse what they do not understand", async () => {
    for (const [url, all] of NOT_UNDERSTOOD) {
      for (const sent of all) {
        expect({ url, sent, ...(await ask(url, sent)) }).toMatchObject({
          status: 400,
          data: { type: "invalid_data" },
        })
      }
    }
    expect(shop.engage.sandbox.calls()).toEqual([])
  })

  it("routes of the admin answer 404 for what is not there", async () => {
    for (const [url, body] of NOT_THERE) {
      const { status } = await ask(url, body)
      expect({ url, body, status }).toEqual({ url, body, status: 404 })
    }
  })
})
