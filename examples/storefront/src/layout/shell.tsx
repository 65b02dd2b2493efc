import { Container } from "@mantine/core"
import { Outlet, ScrollRestoration } from "react-router-dom"

import { LiveRegion } from "../announce/live-region"
import { Footer } from "./footer"
import { Header } from "./header"
import classes from "./shell.module.css"

/** What is around every page. */
export function Shell() {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
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
