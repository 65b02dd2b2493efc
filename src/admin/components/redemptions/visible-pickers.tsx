const STYLE =
  "[data-radix-popper-content-wrapper] > [role=dialog] { visibility: visible }"

/**
 * Keeps the pickers of Medusa's filters visible. When a new filter gets its first
 * value, its picker moves to another element, and Medusa hides the picker for a
 * moment. A hidden picker loses the focus, and the rest of a date that the operator
 * is typing would be lost.
 */
export function VisiblePickers() {
  return <style>{STYLE}</style>
}
