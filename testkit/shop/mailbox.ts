const PATIENCE_MS = 10_000

type Reader = (address: string, code: string) => void

/**
 * The customers' mail: the codes that the shop sends to verify an address. A real
 * shop sends these mails from a subscriber to `auth.verification_requested`.
 */
export class Mailbox {
  private readonly codes = new Map<string, string>()
  private readonly waiting = new Map<string, (code: string) => void>()

  private reader: Reader | undefined

  /** Calls `reader` for every letter from now on. */
  onLetter(reader: Reader): void {
    this.reader = reader
  }

  /** Puts a letter with a verification code into the mailbox. */
  deliver(address: string, code: string): void {
    this.codes.set(address, code)
    this.waiting.get(address)?.(code)
    this.reader?.(address, code)
  }

  /** Deletes the letters to an address. */
  empty(address: string): void {
    this.codes.delete(address)
  }

  /** The code in the latest letter to an address; waits if no letter has arrived. */
  async codeFor(address: string): Promise<string> {
    const code = this.codes.get(address)
    if (code) {
      return code
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No mail arrived for ${address}`)),
        PATIENCE_MS
      )
      this.waiting.set(address, (arrived) => {
        clearTimeout(timer)
        resolve(arrived)
      })
    })
  }
}
