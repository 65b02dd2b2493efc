import { en } from "../../src/admin/i18n/en"
import { readPage } from "./samples"

const { button, status } = en.health

/** What the admin's button of the connection can say: `Engage: connected`. */
const connection = Object.values(status).map((word) =>
  button.replace("{{status}}", word)
)

describe("what docs/install.md says that the admin shows", () => {
  const page = readPage("docs/install.md")
  // The second column of "Nobody sees an offer: why".
  const shown = [...page.matchAll(/^\|[^|]+\| "([^"|]+)"/gm)].map(
    ([, text]) => text!
  )
  const titles = Object.values(en.check.finding).map(({ title }) => title)

  it("is a text of the connection, wherever Engage is named with a colon", () => {
    const named = [...page.matchAll(/"(Engage: [^"]+)"/g)].map(
      ([, text]) => text!
    )

    expect(named).toContain("Engage: connected")
    expect(named.filter((text) => !connection.includes(text))).toEqual([])
  })

  it("is a text of the connection or of the check of one customer", () => {
    const texts = [...connection, ...titles]

    expect(shown.length).toBeGreaterThan(5)
    expect(shown.filter((text) => !texts.includes(text))).toEqual([])
  })
})
