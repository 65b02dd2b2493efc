import { createContext, runInContext, Script } from "node:vm"
import { exampleContact } from "../builders"
import { start } from "./support"

const SCRIPT = /<script nonce="([^"]+)">([^]*)<\/script>/

describe("the page", () => {
  it("comes without a key, loads nothing from elsewhere and is no call of Engage's", async () => {
    const sandbox = await start({ contacts: [exampleContact()] })

    const response = await fetch(`${sandbox.baseUrl}/`)
    const page = await response.text()

    expect(response.status).toBe(200)
    expect(response.headers.get("content-type")).toContain("text/html")
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(page).not.toContain(sandbox.apiKey)
    expect(sandbox.calls()).toEqual([])
  })

  it("runs its own script and no other", async () => {
    const sandbox = await start()
    const get = async () => {
      const response = await fetch(`${sandbox.baseUrl}/`)
      const [, nonce] = SCRIPT.exec(await response.text())!
      return { nonce, policy: response.headers.get("content-security-policy") }
    }

    const [first, second] = [await get(), await get()]

    expect(first.policy).toContain("default-src 'none'")
    expect(first.policy).toContain(`script-src 'nonce-${first.nonce}'`)
    expect(second.nonce).not.toBe(first.nonce)
  })

  it("has a script that needs nothing from outside of itself", async () => {
    const sandbox = await start()
    const page = await (await fetch(`${sandbox.baseUrl}/`)).text()
    const [, , code = ""] = SCRIPT.exec(page)!

    expect(() => new Script(code)).not.toThrow()
    // Its first step asks for the document; anything before would be missing here.
    expect(() => runInContext(code, createContext({ Map }))).toThrow(
      "document is not defined"
    )
    expect(code).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|eval\(/)
  })
})
