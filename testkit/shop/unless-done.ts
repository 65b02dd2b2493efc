import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"

const NOT_SOURCES = ["dist", "node_modules", "__tests__"]

/**
 * Does the work unless a note says that it was done for the same sources; then
 * writes the note.
 */
export async function unlessDone(
  note: string,
  sources: string,
  work: () => Promise<unknown>
): Promise<void> {
  if (existsSync(note) && readFileSync(note, "utf8") === sources) {
    return
  }
  await work()
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, sources)
}

/** A digest of files, and of all sources in folders. */
export function digestOf(paths: string[]): string {
  const hash = createHash("sha256")
  for (const file of paths.flatMap(filesAt)) {
    hash.update(file).update(readFileSync(file))
  }
  return hash.digest("hex")
}

function filesAt(path: string): string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => !NOT_SOURCES.includes(name))
        .sort()
        .flatMap((name) => filesAt(join(path, name)))
    : [path]
}
