import type { LogTail } from "../../testkit/shop/log-tail"
import type { Mailbox } from "../../testkit/shop/mailbox"

/** As `notification-local` writes a mail with the link of `docs/install.md`. */
const LETTER =
  /notification to: '([^']+)'.*?verification-code.*?\/verify\?code=([\w%.-]+)/

/** Reads the customers' mail where the docs have it written: in the shop's log. */
export function readLetters(log: LogTail, mailbox: Mailbox): void {
  let rest = ""
  log.onText((text) => {
    const lines = (rest + text).split("\n")
    rest = lines.pop() ?? ""
    for (const line of lines) {
      const [, to, code] = LETTER.exec(line) ?? []
      if (to && code) {
        mailbox.deliver(to, decodeURIComponent(code))
      }
    }
  })
}
