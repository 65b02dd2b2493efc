import type { ReactNode } from "react"

import classes from "./hero.module.css"

/** The picture at the shop's front, with the page's title in it. */
export function Hero({ children }: { children: ReactNode }) {
  return (
    <section className={classes.hero} aria-labelledby="page-title">
      {children}
      <p className={classes.text}>
        Clothes and kit from Kiruna, two hundred kilometres north of the Arctic
        Circle.
      </p>
    </section>
  )
}
