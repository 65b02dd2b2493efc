import type { ChildProcess } from "node:child_process"

const KEPT_LINES = 60

/** Keeps the last lines that a process prints, for an error message. */
export class LogTail {
  private lines: string[] = []
  private rest = ""
  private reader: ((text: string) => void) | undefined

  /** Calls `reader` for all text printed from now on. */
  onText(reader: (text: string) => void): void {
    this.reader = reader
  }

  /** Collects the output of a process. */
  follow({ stdout, stderr }: ChildProcess): void {
    stdout?.on("data", (chunk: Buffer) => this.add(String(chunk)))
    stderr?.on("data", (chunk: Buffer) => this.add(String(chunk)))
  }

  /** The last lines. */
  toString(): string {
    return [...this.lines, this.rest].join("\n").trim()
  }

  private add(text: string): void {
    this.reader?.(text)
    const lines = (this.rest + text).split("\n")
    this.rest = lines.pop() ?? ""
    this.lines = [...this.lines, ...lines].slice(-KEPT_LINES)
  }
}
