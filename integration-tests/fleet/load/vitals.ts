/**
 * Loaded into a shop's process before the shop itself: tells, over the socket
 * in VITALS_SOCKET, what the process holds. Nothing of it is in the plugin.
 */
import { createServer } from "node:net"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/** What a process holds at one moment. */
export type Vitals = {
  /** Live objects after a full collection, in MB. */
  heapMb: number
  /** The process's memory as the system sees it, in MB. */
  rssMb: number
  /** What keeps the process busy, as Node names it → how many. */
  handles: Record<string, number>
}

const MB = 1024 * 1024

function collectGarbage() {
  setFlagsFromString("--expose-gc")
  const gc = runInNewContext("gc") as () => void
  // What the first finds finalised, the second frees.
  gc()
  gc()
}

function readVitals(): Vitals {
  collectGarbage()
  const { heapUsed, rss } = process.memoryUsage()
  const handles: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) {
    handles[kind] = (handles[kind] ?? 0) + 1
  }
  return { heapMb: heapUsed / MB, rssMb: rss / MB, handles }
}

const path = process.env.VITALS_SOCKET
// The shop's own children inherit the environment; the socket is the shop's.
delete process.env.VITALS_SOCKET

if (path) {
  createServer((socket) => socket.end(JSON.stringify(readVitals())))
    .listen(path)
    .unref()
}
