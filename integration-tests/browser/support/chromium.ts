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
  env: NodeJS.ProcessEnv = process.env,
  places = PLACES
): string {
  const given = env.CHROMIUM_PATH
  if (given) {
    if (!isExecutable(given)) {
      throw new Error(
        `CHROMIUM_PATH is "${given}", and there is no program that can be run.`
      )
    }
    return given
  }
  const found = [...onPath(env.PATH ?? ""), ...places].find(isExecutable)
  if (!found) {
    throw new Error(
      "The browser tests need Chromium, and none was found: neither " +
        `${NAMES.slice(0, -1).join(", ")} on the PATH nor Chrome where it is ` +
        "usually installed. Install it (Debian: apt-get install chromium " +
        "fonts-liberation), or set CHROMIUM_PATH to its executable."
    )
  }
  return found
}

function onPath(path: string): string[] {
  const directories = path.split(delimiter).filter(Boolean)
  return NAMES.flatMap((name) => directories.map((dir) => join(dir, name)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
