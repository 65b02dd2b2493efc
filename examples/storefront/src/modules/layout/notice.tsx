import type { ComponentPropsWithRef } from "react"

import { Icon } from "./icon"
import classes from "./notice.module.css"

/** Something that has to be read before anything else. */
export function Notice({
  look = "bad",
  title,
  children,
  ...box
}: ComponentPropsWithRef<"div"> & {
  look?: "good" | "bad"
  title?: string
}) {
  return (
    <div
      {...box}
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
