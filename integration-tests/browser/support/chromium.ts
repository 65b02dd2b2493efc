import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"

const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome.exe",
]

/** Where Chromium or Chrome is when it is not on the PATH. */
const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]

/**
 * The Chromium that the browser tests drive: the one in CHROMIUM_PATH, or the
 * system's.
 * @throws Error that says what to install or set.
 */
export function findChromium(
  { CHROMIUM_PATH, PATH = "" }: NodeJS.ProcessEnv = process.env,
  places = PLACES
): string {
  const onPath = NAMES.flatMap((name) =>
    PATH.split(delimiter).map((directory) => join(directory, name))
  )
  const found = (CHROMIUM_PATH ? [CHROMIUM_PATH] : [...onPath, ...places]).find(
    isExecutable
  )
  if (!found) {
    throw new Error(
      CHROMIUM_PATH
        ? `CHROMIUM_PATH is "${CHROMIUM_PATH}", and there is no program that can be run.`
        : "The browser tests need Chromium, and none was found: neither " +
            `${NAMES.slice(0, -1).join(", ")} on the PATH nor Chrome where it is ` +
            "usually installed. Install it (Debian: apt-get install chromium " +
            "fonts-liberation), or set CHROMIUM_PATH to its executable."
    )
  }
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
