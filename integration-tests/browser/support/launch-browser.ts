import { chromium, type Browser } from "playwright-core"

import { findChromium } from "./chromium"

/** Nothing that would call out, or needs a sandbox that containers lack. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Starts a Chromium without a window. Close it when the suite ends. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: FLAGS,
  })
}
