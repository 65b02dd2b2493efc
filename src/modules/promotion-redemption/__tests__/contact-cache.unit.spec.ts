import { ContactCache } from "../contact-cache"

describe("ContactCache", () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it("remembers a contact for the time it was given", () => {
    const cache = new ContactCache(300)
    cache.set("anna@example.com", "contact-1")

    jest.advanceTimersByTime(299_000)
    expect(cache.get("anna@example.com")).toBe("contact-1")

    jest.advanceTimersByTime(2_000)
    expect(cache.get("anna@example.com")).toBeUndefined()
  })

  it("knows nothing of another key", () => {
    const cache = new ContactCache(300)
    cache.set("anna@example.com", "contact-1")

    expect(cache.get("erik@example.com")).toBeUndefined()
  })

  it("remembers nothing when it is switched off", () => {
    const cache = new ContactCache(0)
    cache.set("anna@example.com", "contact-1")

    expect(cache.get("anna@example.com")).toBeUndefined()
  })

  it("forgets the oldest once it is full", () => {
    const cache = new ContactCache(300)
    for (let index = 0; index <= 10_000; index++) {
      cache.set(`key-${index}`, `contact-${index}`)
    }

    expect(cache.get("key-0")).toBeUndefined()
    expect(cache.get("key-1")).toBe("contact-1")
    expect(cache.get("key-10000")).toBe("contact-10000")
  })
})
