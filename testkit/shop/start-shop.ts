import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"

import type { Lifetime } from "../lifetime"
import { Mailbox } from "./mailbox"
import type { SeededShop } from "../seed"
import {
  shopDirectory,
  shopEnvironment,
  type ShopSettings,
} from "./environment"
import { LogTail } from "./log-tail"
import type { ShopEvent, ShopMessage, ShopOrders } from "./messages"

const STOP_TIMEOUT_MS = 10_000

/** A running shop. */
export type RunningShop = SeededShop & {
  /** Such as "http://localhost:9000", without a slash at the end. */
  url: string
  /** The mail that the shop sends to its customers. */
  mailbox: Mailbox
  /** The plugin's events that the shop's subscribers received, oldest first. */
  events: ShopEvent[]
  /** The last lines that the shop printed. */
  log: LogTail
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<unknown>
  /** Kills the process at once, like a power cut, and waits for its end. */
  kill(): Promise<unknown>
  /** Sends SIGTERM, as a process manager does. @returns the exit code. */
  terminate(): Promise<number | null>
}

/**
 * Starts the shop, a Medusa server in a separate process, filled with the demo's
 * data.
 * @throws Error with the shop's output, if the shop does not start.
 */
export async function startShop(
  lifetime: Lifetime,
  settings: ShopSettings
): Promise<RunningShop> {
  const directory = shopDirectory(settings)
  const { port, storefrontUrl } = settings
  const orders: ShopOrders = { port, directory, storefrontUrl }
  const program = join(__dirname, "run-shop.ts")
  const child = fork(program, [JSON.stringify(orders)], {
    cwd: directory,
    env: shopEnvironment(settings),
    execArgv: ["-r", "ts-node/register"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Ctrl-C then reaches only our process, which stops the shop in the right order.
    detached: process.platform !== "win32",
  })
  // Not "close": Node does not emit "close" after a disconnect.
  const ended = once(child, "exit")
  lifetime.onEnd(() => stop(child, ended))
  const kill = () => {
    child.kill("SIGKILL")
    return ended
  }
  const terminate = async () => {
    child.kill("SIGTERM")
    const [code] = await ended
    return code as number | null
  }
  const log = new LogTail()
  log.follow(child)
  const { mailbox = new Mailbox() } = settings
  const events: ShopEvent[] = []

  return new Promise((resolve, reject) => {
    child.on("error", reject)
    child.on("close", () =>
      reject(new Error(`The shop did not start:\n\n${log}`))
    )
    child.on("message", (message: ShopMessage) => {
      switch (message.type) {
        case "mail":
          return mailbox.deliver(message.address, message.code)
        case "event":
          return events.push(message)
        case "ready": {
          const url = `http://localhost:${message.port}`
          const { shop } = message
          const ends = { ended, kill, terminate }
          return resolve({ ...shop, ...ends, url, mailbox, events, log })
        }
      }
    })
  })
}

/** Lets the shop stop by itself, and kills the process after a timeout. */
async function stop(child: ChildProcess, ended: Promise<unknown>) {
  if (child.connected) {
    child.disconnect()
  }
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}
