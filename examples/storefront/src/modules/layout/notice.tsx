import type { ReactNode } from "react"

import { Icon } from "./icon"
import classes from "./notice.module.css"

/** Something that has to be read before anything else. */
export function Notice({
  look = "bad",
  title,
  children,
}: {
  look?: "good" | "bad"
  title?: string
  children?: ReactNode
}) {
  return (
    <div
      role={look === "bad" ? "alert" : "status"}
      className={`${classes.notice} ${classes[look] ?? ""}`}
    >
      <Icon name={look === "bad" ? "alert" : "circle-check"} size={22} />
      <div className={classes.body}>
        {title && <p className={classes.title}>{title}</p>}
        {children}
      </div>
    </div>
  )
}
