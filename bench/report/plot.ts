import { goalOf, type Figure } from "../figures"
import { inOrder, toRow } from "./table"

const ROW_PX = 26
const TOP_PX = 64
const LABELS_PX = 280
const PLOT_PX = 400
const VALUES_PX = 190
const WIDTH_PX = LABELS_PX + PLOT_PX + VALUES_PX

/** In terms of the goal's limit: what is further right is cut off. */
const MOST = 2

const TICKS = [0, 0.5, 1.5, MOST]

/** Readable on a light page and on a dark one. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #444 }
  .title { font-weight: 600 }
  .tick { stroke: #999; stroke-width: 1; stroke-opacity: 0.35 }
  .goal { stroke: #c60; stroke-width: 1.5; stroke-dasharray: 4 3 }
  .met { stroke: #17805c; fill: #17805c }
  .missed { stroke: #c0392b; fill: #c0392b }
  @media (prefers-color-scheme: dark) {
    text { fill: #ccc }
    .met { stroke: #4fc79b; fill: #4fc79b }
    .missed { stroke: #ff7b6b; fill: #ff7b6b }
  }`

/**
 * Draws every figure in terms of its goal, with its range: what is left of the
 * line is as it is to be. Figures that have to be nothing at all are left out.
 */
export function drawPlot(figures: Figure[]): string {
  const drawn = inOrder(figures).filter(
    (figure) => figure.value !== null && limitOf(figure) > 0
  )
  const height = TOP_PX + drawn.length * ROW_PX + 16
  const goalX = xOf(1)
  const bottom = height - 12
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH_PX} ${height}" role="img" aria-label="Figures of the bench in terms of their goals">`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="${goalX}" y="18" text-anchor="middle">as a share of the goal’s limit</text>`,
    `<text x="${goalX - 12}" y="36" text-anchor="end">← met</text>`,
    `<text x="${goalX + 12}" y="36">missed →</text>`,
    ...TICKS.map(
      (share) =>
        `<text x="${xOf(share)}" y="${TOP_PX - 8}" text-anchor="middle">${share}</text>` +
        `<line class="tick" x1="${xOf(share)}" y1="${TOP_PX}" x2="${xOf(share)}" y2="${bottom}"/>`
    ),
    `<text x="${goalX}" y="${TOP_PX - 8}" text-anchor="middle">1</text>`,
    `<line class="goal" x1="${goalX}" y1="${TOP_PX}" x2="${goalX}" y2="${bottom}"/>`,
    ...drawn.map((figure, nth) => drawRow(figure, TOP_PX + nth * ROW_PX)),
    "</svg>",
    "",
  ].join("\n")
}

function drawRow(figure: Figure, top: number): string {
  const { key, value, goal, met } = toRow(figure)
  const middle = top + ROW_PX / 2
  const marked = met === "yes" ? "met" : "missed"
  const share = shareOf(figure, figure.value ?? 0)
  const { low, high } = figure.spread ?? { low: null, high: null }
  const range =
    low === null
      ? ""
      : `<line class="${marked}" stroke-width="2" x1="${xOf(shareOf(figure, low))}" y1="${middle}" x2="${xOf(shareOf(figure, high))}" y2="${middle}"/>`
  return [
    `<text x="${LABELS_PX - 10}" y="${middle + 4}" text-anchor="end">${key}</text>`,
    `<line class="tick" x1="${LABELS_PX}" y1="${middle}" x2="${LABELS_PX + PLOT_PX}" y2="${middle}"/>`,
    range,
    share > MOST
      ? drawArrow(marked, middle)
      : `<circle class="${marked}" cx="${xOf(share)}" cy="${middle}" r="4.5"/>`,
    `<text x="${LABELS_PX + PLOT_PX + 14}" y="${middle + 4}">${value} (goal ${goal})</text>`,
  ].join("")
}

/** Stands at the edge for what is further right. */
function drawArrow(marked: string, middle: number): string {
  const x = xOf(MOST)
  return `<path class="${marked}" d="M${x - 5} ${middle - 5} L${x + 5} ${middle} L${x - 5} ${middle + 5} Z"/>`
}

/** The goal's limit, whichever way it goes. */
function limitOf(figure: Figure): number {
  const goal = goalOf(figure)
  return "atMost" in goal ? goal.atMost : goal.atLeast
}

/** A value in terms of the goal: at most 1 when it is met. */
function shareOf(figure: Figure, value: number): number {
  const goal = goalOf(figure)
  return "atMost" in goal ? value / goal.atMost : goal.atLeast / value
}

function xOf(share: number): number {
  const inside = Math.min(Math.max(share, 0), MOST) / MOST
  return Math.round(LABELS_PX + inside * PLOT_PX)
}
