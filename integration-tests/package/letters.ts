import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { json } from "node:stream/consumers"

import type { Lifetime } from "../../testkit/lifetime"
import { Mailbox } from "../../testkit/shop/mailbox"

/** A mail provider: what is posted to it lands in the customers' mailbox. */
export async function startMailProvider(
  lifetime: Lifetime
): Promise<{ url: string; mailbox: Mailbox }> {
  const mailbox = new Mailbox()
  const server = createServer((request, response) => {
    void json(request).then((letter) => {
      const { to, code } = letter as { to: string; code: string }
      mailbox.deliver(to, code)
      response.end()
    })
  })
  await once(server.listen(0, "localhost"), "listening")
  lifetime.onEnd(() => server.close())
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}`, mailbox }
}
