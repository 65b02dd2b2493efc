import { Container } from "@mantine/core"
import type { MouseEvent } from "react"
import { Outlet, ScrollRestoration } from "react-router-dom"

import { LiveRegion } from "../announce/live-region"
import { Footer } from "./footer"
import { Header } from "./header"
import classes from "./shell.module.css"

/** Without the address's hash, which would count as another page. */
function skip(event: MouseEvent) {
  event.preventDefault()
  document.getElementById("content")?.focus()
}

/** What is around every page. */
export function Shell() {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content" onClick={skip}>
        Skip to content
      </a>
      <Header />
      <Container
        component="main"
        id="content"
        size="lg"
        className={classes.main}
        tabIndex={-1}
      >
        <Outlet />
      </Container>
      <Footer />
      <LiveRegion />
      <ScrollRestoration />
    </div>
  )
}
