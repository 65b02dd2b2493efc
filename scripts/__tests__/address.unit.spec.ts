import { addressOf } from "../packages/address"

const HOME = "https://github.com/norrsken/engage"

describe("where the project is at home", () => {
  it("is not known as long as nobody has named it", () => {
    expect(addressOf(undefined, "plugin")).toBeNull()
    expect(addressOf("", "plugin")).toBeNull()
    expect(addressOf({}, "plugin")).toBeNull()
  })

  it.each([HOME, `git+${HOME}.git`, { url: `${HOME}.git` }])(
    "is said by every package as npm wants it, for %j",
    (repository) => {
      expect(addressOf(repository, "plugin")).toEqual({
        repository: { type: "git", url: `git+${HOME}.git` },
        homepage: `${HOME}#readme`,
        bugs: { url: `${HOME}/issues` },
      })
      expect(addressOf(repository, "sandbox")?.repository).toEqual({
        type: "git",
        url: `git+${HOME}.git`,
        directory: "packages/engage-sandbox",
      })
    }
  )

  it.each(["norrsken/engage", "http://github.com/norrsken/engage"])(
    "is not taken as %s",
    (repository) => {
      expect(() => addressOf(repository, "plugin")).toThrow(
        "has to be of the form https://github.com/OWNER/NAME"
      )
    }
  )
})
