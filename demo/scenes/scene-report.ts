import { isDeepStrictEqual } from "node:util"

const INDENT = "   "
const LABEL_WIDTH = 11

/** Prints one scene as it happens, and collects what is not as expected. */
export class SceneReport {
  private readonly surprises: string[] = []
  private speaker: string | null = null

  constructor(number: number, title: string) {
    console.log(`\n${number}  ${title}\n`)
  }

  /** What somebody, such as the customer or Engage, saw, was asked or holds. */
  say(speaker: string, message: string): void {
    const shown = speaker === this.speaker ? "" : speaker
    this.speaker = speaker || this.speaker
    console.log(`${INDENT}${shown.padEnd(LABEL_WIDTH)}${message}`)
  }

  /** What happens around the checkout. */
  meanwhile(text: string): void {
    this.say("", `(${text})`)
  }

  /** Checks what was printed. A difference is printed too, and kept. */
  expect(what: string, actual: unknown, expected: unknown): void {
    if (!isDeepStrictEqual(actual, expected)) {
      this.surprise(`${what} is ${text(actual)}, expected ${text(expected)}`)
    }
  }

  /** Notes that the scene could not be played to its end. */
  fail(error: unknown): void {
    this.surprise(error instanceof Error ? error.message : String(error))
  }

  /** Closes the scene. @returns whether everything was as expected. */
  close(): boolean {
    const isAsExpected = this.surprises.length === 0
    this.say("result", isAsExpected ? "as expected" : "NOT as expected")
    return isAsExpected
  }

  private surprise(message: string): void {
    this.surprises.push(message)
    this.say("WRONG", message)
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : JSON.stringify(value)
}
