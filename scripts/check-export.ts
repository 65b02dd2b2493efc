/**
 * `npm run check:export`: opens the export for people in LibreOffice as a Swede does,
 * and checks that amounts arrive as numbers, times as times and texts as texts. Run by
 * hand: needs LibreOffice Calc, `soffice` on the PATH or in `SOFFICE_PATH`.
 */
import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { buildSync } from "esbuild"

import { temporaryFolder, withLifetime } from "../testkit/lifetime"
import { ROOT } from "./packages"
import { main } from "./run"

const SOFFICE = process.env.SOFFICE_PATH ?? "soffice"

/** LibreOffice's numbers for UTF-8 and for Swedish. */
const UTF_8 = 76
const SWEDISH = 1053

/**
 * Separators by their ASCII codes: what the file uses, and what LibreOffice ticks in
 * its dialog unless told otherwise (tab, comma and semicolon at once).
 */
const SEPARATORS = {
  "the file's separator": "59",
  "all that are ticked": "59/44/9",
}

/**
 * The admin's own function. Typed here: it is of the admin's ES modules, which the
 * scripts' TypeScript does not read.
 */
type PeopleCsv = (
  rows: object[],
  as: { language: string; timeZone: string; words: object }
) => string

/** The headings are not looked at: they are the unit spec's. */
const words = { headers: {}, status: () => "Använt", reason: () => "" }

const ROW = {
  id: "promred_1",
  promotion_name: "Tio procent, i höst; för dig",
  promotion_code: "AUTUMN-10",
  discount_amount: 1149.5,
  currency_code: "sek",
  status_changed_at: "2026-10-14T22:30:00.000Z",
  created_at: "2026-01-14T12:05:00.000Z",
  note: "=1+1",
  taken_by: null,
  customer: { email: "anna@example.com", first_name: "Anna", last_name: "Å" },
  order: { display_id: 1042 },
}

/** The row's cells as a spreadsheet has to have them: type and value. */
const EXPECTED = [
  "string Tio procent, i höst; för dig",
  "string AUTUMN-10",
  "string Använt",
  "",
  "float 1042",
  "string Anna Å",
  "string anna@example.com",
  "float 1149.5",
  "string SEK",
  "date 2026-10-15T00:30:00",
  "date 2026-01-14T13:05:00",
  "string '=1+1",
  "",
  "string promred_1",
]

/** Bundles the admin's function for Node. */
function loadPeopleCsv(folder: string): PeopleCsv {
  const outfile = join(folder, "people-csv.cjs")
  buildSync({
    entryPoints: [join(ROOT, "src/admin/lib/people-csv.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
  })
  const module = require(outfile) as { peopleCsv: PeopleCsv }
  return module.peopleCsv
}

/** Opens the file, and saves it in LibreOffice's XML. */
function openInLibreOffice(
  folder: string,
  file: string,
  separators: string
): string {
  const filter = `${separators},34,${UTF_8},1,,${SWEDISH}`
  const { error, status, stderr } = spawnSync(
    SOFFICE,
    [
      `-env:UserInstallation=file://${join(folder, "profile")}`,
      "--headless",
      `--infilter=Text - txt - csv (StarCalc):${filter}`,
      "--convert-to",
      "fods:OpenDocument Spreadsheet Flat XML",
      "--outdir",
      folder,
      file,
    ],
    { encoding: "utf8", timeout: 120_000 }
  )
  if (error && "code" in error && error.code === "ENOENT") {
    throw new Error(
      `LibreOffice is not here: "${SOFFICE}" was not found. Install LibreOffice Calc` +
        " (Debian: libreoffice-calc), or name its program in SOFFICE_PATH."
    )
  }
  if (error ?? status !== 0) {
    throw new Error(`LibreOffice failed: ${error?.message ?? stderr}`)
  }
  return readFileSync(file.replace(/\.csv$/, ".fods"), "utf8")
}

/** The cells of the second row, as {@link EXPECTED} has them. */
function cellsOf(fods: string): string[] {
  const [, row = ""] =
    fods.match(/<table:table-row[^]*?<\/table:table-row>/g) ?? []
  const cells = row.match(
    /<table:table-cell[^>]*?(?:\/>|>[^]*?<\/table:table-cell>)/g
  )
  return (cells ?? []).flatMap((cell) => {
    const attribute = (name: string) =>
      new RegExp(`${name}="([^"]*)"`).exec(cell)?.[1]
    const type = attribute("office:value-type")
    const text = /<text:p>([^<]*)/.exec(cell)?.[1]?.replaceAll("&apos;", "'")
    const value = attribute("office:value") ?? attribute("office:date-value")
    const read = type ? `${type} ${value ?? text}` : ""
    const times = Number(attribute("table:number-columns-repeated") ?? 1)
    return Array<string>(Math.min(times, EXPECTED.length)).fill(read)
  })
}

main(() =>
  withLifetime(async (lifetime) => {
    const folder = temporaryFolder(lifetime)
    const csv = loadPeopleCsv(folder)([ROW], {
      language: "sv",
      timeZone: "Europe/Stockholm",
      words,
    })
    let wrong = 0
    for (const [what, separators] of Object.entries(SEPARATORS)) {
      const place = join(folder, separators.replaceAll("/", "-"))
      mkdirSync(place)
      const file = join(place, "inlosningar.csv")
      writeFileSync(file, csv)
      const cells = cellsOf(openInLibreOffice(place, file, separators))
      for (const [index, expected] of EXPECTED.entries()) {
        if ((cells[index] ?? "") !== expected) {
          wrong++
          console.error(
            `with ${what}, cell ${index + 1} is "${cells[index]}", not "${expected}"`
          )
        }
      }
      console.log(`opened in LibreOffice with ${what}`)
    }
    console.log(`${wrong} wrong cells`)
    return wrong === 0 ? 0 : 1
  })
)
