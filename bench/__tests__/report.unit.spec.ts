import { FIGURES, isMet, type Figure, type FigureKey } from "../figures"
import type { Conditions } from "../report/conditions"
import { toJson, toRow } from "../report/table"
import { readSettings } from "../settings"

const KEYS = Object.keys(FIGURES) as FigureKey[]

const every = (value: number): Figure[] =>
  KEYS.flatMap((key) =>
    Object.keys(FIGURES[key].goals).map((part) => ({
      key,
      value,
      ...(part && { part }),
    }))
  )

const json = (figures: Figure[]) =>
  toJson(figures, { quick: true, conditions: {} as Conditions }) as Record<
    string,
    unknown
  >

describe("a figure", () => {
  it.each<[Figure, boolean | null]>([
    [{ key: "idle_statements", value: 0 }, true],
    [{ key: "idle_statements", value: 1 }, false],
    [{ key: "throughput", value: 0.95 }, true],
    [{ key: "throughput", value: 0.94 }, false],
    [{ key: "million_over_empty", part: "completion", value: 1.06 }, false],
    [{ key: "million_over_empty", part: "job_tick", value: 1.06 }, true],
    [{ key: "peer_over_redeem", value: null }, null],
    [{ key: "plain_over_plain", value: 1.5 }, null],
  ])("%j is held against the goal of its key or part", (figure, met) => {
    expect(isMet(figure)).toBe(met)
  })

  it("without its part is nothing that could be held against a goal", () => {
    expect(() => isMet({ key: "drain_rate", value: 1 })).toThrow("drain_rate")
  })

  it("that was not measured says so and why", () => {
    const note = "its shop could not be installed"

    expect(toRow({ key: "peer_over_redeem", value: null, note })).toMatchObject(
      { value: "not measured", met: "–", detail: note }
    )
  })
})

describe("a figure without a goal", () => {
  it("is shown with its value alone", () => {
    expect(toRow({ key: "plain_over_plain", value: 1.01 })).toMatchObject({
      value: "1.010",
      goal: "–",
      met: "–",
    })
  })
})

describe("the JSON", () => {
  it("has every key, and every part of it", () => {
    const values = json(every(1))

    for (const key of KEYS) {
      const parts = Object.keys(FIGURES[key].goals).filter(Boolean)
      expect(values[key]).toEqual(
        parts.length ? Object.fromEntries(parts.map((part) => [part, 1])) : 1
      )
    }
  })

  it("has a key that was not measured as null", () => {
    const values = json([])

    for (const key of KEYS) {
      expect(values[key]).toBeNull()
    }
  })
})

describe("the command", () => {
  it("takes some of its parts, in their own order", () => {
    expect(readSettings(["--quick", "--only", "peer,checkout"])).toMatchObject({
      quick: true,
      parts: ["checkout", "peer"],
    })
  })

  it.each(["--only nothing", "--json", "--slow 1"])(
    "says how to use it when told %s",
    (args) => {
      expect(() => readSettings(args.split(" "))).toThrow(
        "npm run bench -- [--quick] [--built]"
      )
    }
  )
})
