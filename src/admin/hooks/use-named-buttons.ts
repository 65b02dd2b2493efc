import { useEffect, useRef } from "react"

/**
 * Names the buttons within an element that show nothing but a picture: Medusa's
 * chips of a table's filters have such a one to take the filter off.
 *
 * @returns the ref of the element
 */
export function useNamedButtons(name: string) {
  const ref = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = ref.current
    if (!element) {
      return
    }
    const nameThem = () => {
      for (const button of element.querySelectorAll("button")) {
        if (!button.textContent?.trim() && !button.title) {
          button.setAttribute("aria-label", name)
        }
      }
    }
    nameThem()
    const observer = new MutationObserver(nameThem)
    observer.observe(element, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [name])

  return ref
}
