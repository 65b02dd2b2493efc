import type { EventEmitter } from "node:events"
import { format } from "node:util"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The part of Medusa's logger that its type does not show. */
type Winston = EventEmitter & {
  level: string
  transports: { silent?: boolean }[]
}

const CONSOLE = ["log", "info", "warn", "error", "debug", "trace"] as const

/**
 * Keeps everything that the shop writes from now on: what Medusa's logger is given,
 * at its most talkative, what goes to the console, which stays quiet meanwhile, and
 * what goes to the process's streams.
 * @param texts - are added as they were given, before a format could escape anything
 */
export function captureLog(container: MedusaContainer, texts: string[]): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.setLogLevel("silly")
  const winston = Reflect.get(logger, "loggerInstance_") as Winston
  winston.transports.forEach((transport) => {
    transport.silent = true
  })
  winston.on("data", (info: unknown) => texts.push(...textsIn(info)))

  for (const method of CONSOLE) {
    jest.spyOn(console, method).mockImplementation((...args: unknown[]) => {
      texts.push(format(...args), ...args.flatMap((arg) => textsIn(arg)))
    })
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as typeof stream.write
    jest.spyOn(stream, "write").mockImplementation(((
      chunk: string | Uint8Array,
      ...rest: []
    ) => {
      texts.push(Buffer.from(chunk as Uint8Array).toString())
      return write(chunk, ...rest)
    }) as typeof stream.write)
  }
}

/** Every text in a value, keys and causes of errors included. */
function textsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === "string") {
    return [value]
  }
  if (typeof value !== "object" || value === null || seen.has(value)) {
    return []
  }
  seen.add(value)
  return Reflect.ownKeys(value).flatMap((key) => [
    ...(typeof key === "string" ? [key] : []),
    ...textsIn(Reflect.get(value, key), seen),
  ])
}
