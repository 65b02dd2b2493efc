/**
 * Loaded into a shop's process before the shop itself: tells, over the socket in
 * PROBE_SOCKET, what the process has used, and measures in it what has to be
 * measured from inside. Nothing of it is in the plugin.
 */
import { createServer } from "node:net"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

import { container } from "@medusajs/framework"
import { WorkflowManager } from "@medusajs/framework/orchestration"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** By its name: to load Medusa's workflows is the shop's to do. */
const completeCartWorkflowId = "complete-cart"

/** What the process has used since it started. */
export type Usage = { cpuMs: number; statements: number }

/** What a process holds at one moment. */
export type Vitals = {
  /** Live objects after a full collection, in MB. */
  heapMb: number
  /** The process's memory as the system sees it, in MB. */
  rssMb: number
  /** What keeps the process busy, as Node names it → how many. */
  handles: Record<string, number>
}

/** What can be asked of a process. */
export type ProbeRequest =
  | { ask: "usage" }
  /** {@link Vitals}, after what nobody uses is collected. */
  | { ask: "vitals" }
  /** How long one tick of a workflow takes, in milliseconds. */
  | { ask: "tick"; workflow: string; input?: object }
  /**
   * How long the steps at which the plugin takes part in completing a cart have
   * taken since the last time, in milliseconds.
   */
  | { ask: "hooks" }
  /** How long one commit of one row takes, in milliseconds. */
  | { ask: "commit" }
  /** How long one POST over a new connection takes, in milliseconds. */
  | { ask: "post"; url: string; headers: Record<string, string>; body: string }

const MB = 1024 * 1024

let statements = 0

function countStatements() {
  const prototype = Client.prototype as unknown as {
    query(...args: unknown[]): unknown
  }
  const { query } = prototype
  prototype.query = function (...args) {
    statements++
    return query.apply(this, args)
  }
}

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, statements }
}

function vitals(): Vitals {
  setFlagsFromString("--expose-gc")
  const gc = runInNewContext("gc") as () => void
  // What the first finds finalised, the second frees.
  gc()
  gc()
  const { heapUsed, rss } = process.memoryUsage()
  const handles: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) {
    handles[kind] = (handles[kind] ?? 0) + 1
  }
  return { heapMb: heapUsed / MB, rssMb: rss / MB, handles }
}

type StepHandler = { invoke(args: unknown): Promise<unknown> }

/** Where the plugin takes part in completing a cart. */
const HOOKS = ["validate", "orderCreated"]

let hookMs: number | undefined

/** From the first time on that it is asked, measures what the hooks take. */
function takeHookMs(): number {
  const taken = hookMs ?? 0
  if (hookMs === undefined) {
    const handlers = WorkflowManager.getWorkflow(completeCartWorkflowId)
      ?.handlers_ as Map<string, StepHandler> | undefined
    for (const hook of HOOKS) {
      const handler = handlers?.get(hook)
      if (!handlers || !handler) {
        throw new Error(`Medusa keeps the hook ${hook} elsewhere`)
      }
      handlers.set(hook, {
        ...handler,
        invoke: async (args) => {
          const started = performance.now()
          try {
            return await handler.invoke(args)
          } finally {
            hookMs = (hookMs ?? 0) + performance.now() - started
          }
        },
      })
    }
  }
  hookMs = 0
  return taken
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function commit(): Promise<number> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return timed(() => knex.raw("UPDATE bench_commit SET n = n + 1"))
}

async function post({
  url,
  headers,
  body,
}: Extract<ProbeRequest, { ask: "post" }>): Promise<number> {
  const { Pool } = await import("undici")
  const { origin, pathname: path } = new URL(url)
  // As the plugin does: a kept connection leaves it open whether a POST arrived.
  const pool = new Pool(origin, { pipelining: 0 })
  try {
    return await timed(async () => {
      const answer = await pool.request({ method: "POST", path, headers, body })
      await answer.body.text()
    })
  } finally {
    await pool.close()
  }
}

async function answer(request: ProbeRequest): Promise<unknown> {
  switch (request.ask) {
    case "usage":
      return usage()
    case "vitals":
      return vitals()
    case "tick":
      return timed(() =>
        container
          .resolve(Modules.WORKFLOW_ENGINE)
          .run(request.workflow, { input: request.input })
      )
    case "hooks":
      return takeHookMs()
    case "commit":
      return commit()
    case "post":
      return post(request)
  }
}

const path = process.env.PROBE_SOCKET
// Children of the shop inherit the environment: Medusa's telemetry forks one when
// a process ends, and that would load this file, and with it telemetry, and so on.
delete process.env.PROBE_SOCKET
delete process.env.NODE_OPTIONS

if (path) {
  countStatements()
  createServer({ allowHalfOpen: true }, (socket) => {
    let request = ""
    // Not by iteration, which would close the socket before the answer.
    socket.on("data", (chunk) => (request += String(chunk)))
    socket.on("end", () => {
      void answer(JSON.parse(request) as ProbeRequest).then(
        (result) => socket.end(JSON.stringify({ result })),
        (error: Error) => socket.end(JSON.stringify({ error: error.message }))
      )
    })
  })
    .listen(path)
    .unref()
}
