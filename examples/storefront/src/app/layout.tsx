import type { Metadata, Viewport } from "next"
import type { ReactNode } from "react"

import { LiveRegion } from "@/modules/announce/live-region"
import { Footer } from "@/modules/layout/footer"
import { Header } from "@/modules/layout/header"
import classes from "@/modules/layout/shell.module.css"

import "./global.css"

const SHOP = "Norrsken Outdoor"

export const metadata: Metadata = {
  title: { default: SHOP, template: `%s – ${SHOP}` },
  description: `${SHOP}: things that last, for the months when it does not get light.`,
  icons: "/favicon.svg",
}

export const viewport: Viewport = { themeColor: "#17352e" }

/** What is around every page. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className={classes.shell}>
        <a className={classes.skip} href="#content">
          Skip to content
        </a>
        <Header />
        <main
          id="content"
          tabIndex={-1}
          className={`container ${classes.main}`}
        >
          {children}
        </main>
        <Footer />
        <LiveRegion />
      </body>
    </html>
  )
}
