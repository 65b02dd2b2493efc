import { Title } from "@mantine/core"
import { useEffect, useRef } from "react"
import { useLocation } from "react-router-dom"

import classes from "./page-title.module.css"

const SHOP = "Norrsken Outdoor"

/**
 * The heading of a page. It names the browser's tab, and takes the focus when
 * the page opens within the shop, so that a screen reader says where one is.
 */
export function PageTitle({ children }: { children: string }) {
  const { key } = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${children} – ${SHOP}`
  }, [children])

  useEffect(() => {
    // The browser itself takes care of the first page.
    if (key !== "default") {
      heading.current?.focus({ preventScroll: true })
    }
  }, [key])

  return (
    <Title
      order={1}
      id="page-title"
      ref={heading}
      tabIndex={-1}
      className={classes.title}
    >
      {children}
    </Title>
  )
}

/** For when what had the focus is gone: back to the top of the page. */
export function focusPageTitle(): void {
  document.getElementById("page-title")?.focus()
}
