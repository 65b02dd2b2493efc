const STYLE =
  "[data-radix-popper-content-wrapper] > [role=dialog] { visibility: visible }"

/**
 * Keeps the pickers of Medusa's filters visible. A new filter's picker hangs on
 * another element as soon as it has a value, and Medusa hides it for the moment
 * between. What is hidden loses the focus, and the rest of a day that somebody
 * is typing would go nowhere.
 */
export function VisiblePickers() {
  return <style>{STYLE}</style>
}
