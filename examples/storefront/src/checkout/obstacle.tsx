import { Alert } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useEffect, useRef } from "react"

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
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="ember"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
      classNames={classes}
    >
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Alert>
  )
}
