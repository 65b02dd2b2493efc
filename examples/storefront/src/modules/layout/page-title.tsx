"use client"

import { useEffect, useRef } from "react"

import classes from "./page-title.module.css"

/** Whether somebody has gone from one page of the shop to another. */
let hasMoved = false

/**
 * The heading of a page. It takes the focus when the page opens within the shop,
 * so that a screen reader says where one is; the browser itself takes care of the
 * first page.
 */
export function PageTitle({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (hasMoved) {
      heading.current?.focus({ preventScroll: true })
    }
    return () => {
      hasMoved = true
    }
  }, [])

  return (
    <h1 id="page-title" ref={heading} tabIndex={-1} className={classes.title}>
      {children}
    </h1>
  )
}

/** For when what had the focus is gone: back to the top of the page. */
export function focusPageTitle(): void {
  document.getElementById("page-title")?.focus()
}
