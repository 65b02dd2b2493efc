import { useCallback, useRef } from "react"

/**
 * Medusa's word between a filter's name and its values: English in every language.
 */
const FILTER_WORD = "is"

/**
 * Mends Medusa's own components for screen readers and keyboards. Buttons with only
 * an icon get a name, and decorative images are hidden. The English word in a
 * table's filters is translated. Sortable column headings leave the tab order: the
 * keyboard has the sorting menu, and reaches the first row sooner.
 *
 * @param name - the name of icon buttons: the X that closes or removes
 * @param is - the word between a filter's name and its values
 * @returns the ref of the element that contains the components
 */
export function useMended<T extends HTMLElement>(
  name: string,
  is: string = FILTER_WORD
) {
  const observer = useRef<MutationObserver | null>(null)

  return useCallback(
    (element: T | null) => {
      observer.current?.disconnect()
      if (!element) {
        return
      }
      const mend = () => {
        for (const button of element.querySelectorAll<HTMLButtonElement>(
          "button:not([role])"
        )) {
          if (!button.textContent?.trim() && !button.title) {
            button.setAttribute("aria-label", name)
          }
        }
        for (const picture of element.querySelectorAll("[role=img]")) {
          if (!picture.hasAttribute("aria-label")) {
            picture.setAttribute("aria-hidden", "true")
          }
        }
        for (const heading of element.querySelectorAll<HTMLButtonElement>(
          "th button:not([role])"
        )) {
          heading.tabIndex = -1
        }
        if (is !== FILTER_WORD) {
          for (const word of element.querySelectorAll("div:not(:has(*))")) {
            if (word.textContent === FILTER_WORD) {
              word.textContent = is
            }
          }
        }
      }
      mend()
      observer.current = new MutationObserver(mend)
      observer.current.observe(element, { childList: true, subtree: true })
    },
    [name, is]
  )
}
