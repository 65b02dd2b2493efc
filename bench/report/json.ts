import { FIGURES, goalOf, isMet, type Figure } from "../figures"
import type { Conditions } from "./conditions"

/**
 * The figures for a program: each key with its value, or with those of its
 * parts, and each part by its whole name as in the table; null for what was not
 * measured. `details` has the rest.
 */
export function toJson(
  figures: Figure[],
  { quick, conditions }: { quick: boolean; conditions: Conditions }
): object {
  const ofParts = figures.filter(({ part }) => part)
  const values = Object.keys(FIGURES).map((key) => {
    const parts = ofParts.filter((figure) => figure.key === key)
    const whole = figures.find((figure) => figure.key === key)?.value ?? null
    const each = parts.map(({ part, value }) => [part, value])
    return [key, each.length ? Object.fromEntries(each) : whole]
  })
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(
      ofParts.map(({ key, part, value }) => [`${key}.${part}`, value])
    ),
    quick,
    conditions,
    details: figures.map((figure) => ({
      ...figure,
      goal: goalOf(figure),
      met: isMet(figure),
    })),
  }
}
