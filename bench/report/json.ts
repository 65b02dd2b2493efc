import { FIGURES, goalOf, isMet, type Figure, type FigureKey } from "../figures"
import type { Conditions } from "./conditions"

type Value = number | null

/**
 * The figures for a program: each key with its value, or with those of its
 * parts; null for what was not measured. `details` has the rest.
 */
export function toJson(
  figures: Figure[],
  { quick, conditions }: { quick: boolean; conditions: Conditions }
): object {
  const values: Partial<Record<FigureKey, Value | Record<string, Value>>> = {}
  for (const key of Object.keys(FIGURES) as FigureKey[]) {
    const parts = figures.filter((figure) => figure.key === key)
    values[key] = parts.some(({ part }) => part)
      ? Object.fromEntries(parts.map(({ part, value }) => [part, value]))
      : (parts[0]?.value ?? null)
  }
  return {
    ...values,
    quick,
    conditions,
    details: figures.map((figure) => ({
      ...figure,
      goal: goalOf(figure),
      met: isMet(figure),
    })),
  }
}
