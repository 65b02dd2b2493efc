/**
 * Runs the browser tests of the admin and puts the pictures that the README
 * shows into `docs/screens`.
 */
import { copyFileSync, mkdirSync, statSync } from "node:fs"
import { join, resolve } from "node:path"
import { main, run } from "./run"

const ROOT = resolve(__dirname, "..")
const TAKEN = join(ROOT, "artifacts/browser/admin")
const SHOWN = join(ROOT, "docs/screens")

/** The largest picture, in bytes: people read the README on their phones too. */
const LARGEST = 150 * 1024

/** As the README names it, and as the tests take it. */
const PICTURES = {
  "redemptions.png": "desktop/redemptions-part-en-light-desktop.png",
  "redemption.png": "desktop/redemption-part-en-light-desktop.png",
  "order.png": "desktop/order-box-en-light-desktop.png",
  "promotion.png": "desktop/promotion-box-en-light-desktop.png",
  "redemptions-dark.png": "desktop/redemptions-part-sv-dark-desktop.png",
  "redemption-phone.png": "phone/redemption-sv-light-phone.png",
}

main(async () => {
  const code = await run(
    process.execPath,
    [
      ...["-r", "ts-node/register", "scripts/test.ts", "browser"],
      ...["browser/screens", "--testNamePattern=operator's screens"],
    ],
    process.env
  )
  if (code !== 0) {
    return code
  }
  mkdirSync(SHOWN, { recursive: true })
  for (const [shown, taken] of Object.entries(PICTURES)) {
    const { size } = statSync(join(TAKEN, taken))
    if (size > LARGEST) {
      throw new Error(`${taken} has ${size} bytes; ${LARGEST} is the most`)
    }
    copyFileSync(join(TAKEN, taken), join(SHOWN, shown))
    console.log(`docs/screens/${shown}: ${Math.round(size / 1000)} kB`)
  }
  return 0
})
