import { useCallback, useRef } from "react"

/** Between a filter's name and its values, in English whatever the language. */
const FILTER_WORD = "is"

/**
 * Mends what Medusa's own parts leave for people who cannot see: buttons that
 * show nothing but a picture get a name, and pictures that say nothing are left
 * out. And the one word that a table's filters say in English only. A heading that
 * sorts is for the mouse: the menu of sorting is there for the keyboard, and the
 * way to the first row is that much shorter.
 *
 * @param name - of the buttons: the X that closes or takes something off
 * @param is - the word between a filter's name and its values
 * @returns the ref of the element in which they are
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
