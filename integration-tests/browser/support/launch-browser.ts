import { chromium, type Browser } from "playwright-core"

import { findChromium } from "./chromium"

const FLAGS = [
  // Chromium's sandbox needs rights that containers lack.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // No page gets to an address outside of this machine. Not by Playwright's routes:
  // these switch the browser's cache off, and a page then loads three times as long.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

/** Starts a Chromium without a window. Close it when the suite ends. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: FLAGS,
  })
}
