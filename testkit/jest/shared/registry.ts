import { relative, resolve } from "node:path"

const ROOT = resolve(__dirname, "../../..")

/**
 * Runs files of tests as one, which load Medusa once together.
 *
 * @param files - their paths.
 */
export function shareRegistry(files: string[]): void {
  for (const file of files) {
    describe(relative(ROOT, file), () => {
      require(file)
    })
  }
}
