import { FIGURES, goalOf, isMet, type Figure, type FigureKey } from "../figures"
import type { Conditions } from "./conditions"

type Value = number | null

/**
 * The figures for a program: each key with its value, or with those of its
 * parts, and each part by its whole name as in the table; null for what was not measured. `details` has the rest.
 */
export function toJson(
  figures: Figure[],
  { quick, conditions }: { quick: boolean; conditions: Conditions }
): object {
  const values: Partial<Record<FigureKey, Value | Record<string, Value>>> = {}
  const named: Record<string, Value> = {}
  for (const key of Object.keys(FIGURES) as FigureKey[]) {
    const parts = figures.filter((figure) => figure.key === key)
    parts.forEach(({ part, value }) => {
      if (part) {
        named[`${key}.${part}`] = value
      }
    })
    values[key] = parts.some(({ part }) => part)
      ? Object.fromEntries(parts.map(({ part, value }) => [part, value]))
      : (parts[0]?.value ?? null)
  }
  return {
    ...values,
    ...named,
    quick,
    conditions,
    details: figures.map((figure) => ({
      ...figure,
      goal: goalOf(figure),
      met: isMet(figure),
    })),
  }
}
