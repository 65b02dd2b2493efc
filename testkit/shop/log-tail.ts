import type { ChildProcess } from "node:child_process"

const KEPT_LINES = 60

/** Keeps the last lines that a process prints, for an error message. */
export class LogTail {
  private lines: string[] = []
  private rest = ""
  private reader: ((line: string) => void) | undefined

  /** Calls `reader` for each line that is printed from now on. */
  onLine(reader: (line: string) => void): void {
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
    const lines = (this.rest + text).split("\n")
    this.rest = lines.pop() ?? ""
    lines.forEach((line) => this.reader?.(line))
    this.lines = [...this.lines, ...lines].slice(-KEPT_LINES)
  }
}
