import { useCallback, useRef } from "react"

/**
 * Mends what Medusa's own parts leave for people who cannot see: buttons that
 * show nothing but a picture get a name, and pictures that say nothing are left
 * out.
 *
 * @param name - of the buttons: the X that closes or takes something off
 * @returns the ref of the element in which they are
 */
export function useMended<T extends HTMLElement>(name: string) {
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
      }
      mend()
      observer.current = new MutationObserver(mend)
      observer.current.observe(element, { childList: true, subtree: true })
    },
    [name]
  )
}
