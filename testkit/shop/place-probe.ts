import { connect } from "node:net"
import { join } from "node:path"
import { text } from "node:stream/consumers"

import { temporaryFolder, type Lifetime } from "../lifetime"
import type { ProbeRequest } from "./probe"

/** A probe in the process of a shop. */
export type Probe = {
  /** What the shop has to be started with. */
  environment: { PROBE_SOCKET: string; NODE_OPTIONS: string }
  /** @throws Error if the shop could not measure it. */
  ask<Result>(request: ProbeRequest): Promise<Result>
}

/** How Node loads the probe into a shop that runs from its sources. */
const LOAD_PROBE = `-r ts-node/register -r ${join(__dirname, "probe.ts")}`

/** Makes a probe for one shop. */
export function placeProbe(lifetime: Lifetime): Probe {
  const socket = join(temporaryFolder(lifetime), "probe")
  return {
    environment: { PROBE_SOCKET: socket, NODE_OPTIONS: LOAD_PROBE },
    ask: async <Result>(request: ProbeRequest) => {
      const connection = connect({ path: socket, allowHalfOpen: true })
      connection.end(JSON.stringify(request))
      const { result, error } = JSON.parse(await text(connection)) as {
        result: Result
        error?: string
      }
      if (error !== undefined) {
        throw new Error(`The shop could not measure ${request.ask}: ${error}`)
      }
      return result
    },
  }
}
