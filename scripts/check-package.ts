/**
 * Checks what `npm publish` would publish: everything that package.json
 * promises is there, nothing else is. Needs a build.
 */
import { execSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { main } from "./run"

const root = resolve(__dirname, "..")

const ALLOWED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^\.medusa\/server\/src\/.+\.(js|mjs|d\.ts)$/,
]
const FORBIDDEN = [/__tests__/, /\.spec\./, /integration-tests/, /\/demo\//]

type Manifest = {
  bin: Record<string, string>
  exports: Record<string, string | Record<string, string>>
}

function publishedFiles(): string[] {
  const output = execSync("npm pack --dry-run --json --ignore-scripts", {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  })
  const [pack] = JSON.parse(output) as { files: { path: string }[] }[]
  return pack?.files.map((file) => file.path) ?? []
}

function promisedFiles({ bin, exports }: Manifest): string[] {
  const targets = Object.values(exports).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target)
  )
  return [...Object.values(bin), ...targets]
    .filter((path) => !path.includes("*"))
    .map((path) => path.replace(/^\.\//, ""))
}

/** Missing files we report ourselves; the other is how Medusa loads modules. */
const NOT_OURS = ["FILE_DOES_NOT_EXIST", "CJS_WITH_ESMODULE_DEFAULT_EXPORT"]

/** What publint, which knows the rules of package.json, has to say. */
async function publintProblems(): Promise<string[]> {
  const { publint } = await import("publint")
  const { formatMessage } = await import("publint/utils")
  const { messages, pkg } = await publint({ pkgDir: root, pack: false })
  return messages
    .filter(
      ({ type, code }) => type !== "suggestion" && !NOT_OURS.includes(code)
    )
    .map(
      (message) => formatMessage(message, pkg, { color: false }) ?? message.code
    )
}

main(async () => {
  if (!existsSync(resolve(root, ".medusa/server"))) {
    throw new Error("There is no build to check; run `npm run build` first")
  }
  const manifest = JSON.parse(
    readFileSync(resolve(root, "package.json"), "utf8")
  ) as Manifest
  const files = publishedFiles()
  const problems = [
    ...files
      .filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in the package`),
    ...files
      .filter((file) => FORBIDDEN.some((pattern) => pattern.test(file)))
      .map((file) => `${file} is for development only`),
    ...promisedFiles(manifest)
      .filter((file) => !files.includes(file))
      .map((file) => `package.json promises ${file}, which is not there`),
    ...(await publintProblems()),
  ]
  for (const problem of problems) {
    console.error(problem)
  }
  console.log(`${files.length} files, ${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
})
