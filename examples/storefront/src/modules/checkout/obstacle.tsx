"use client"

import { useEffect, useRef } from "react"

import { Notice } from "@/modules/layout/notice"
import classes from "./obstacle.module.css"

/** What to tell a customer whose order was not placed. */
export type ObstacleText = {
  title: string
  lines: string[]
}

/**
 * Why there is no order, and what it costs now. Takes the focus, so that it is
 * read out, and so that the next Tab goes to the button below.
 */
export function Obstacle({ title, lines }: ObstacleText) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: "center" })
  }, [])

  return (
    <Notice ref={box} tabIndex={-1} title={title}>
      <div className={classes.lines}>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </Notice>
  )
}
