import { MedusaError } from "@medusajs/framework/utils"

import type { PluginOptions } from "./options"

/**
 * What has to happen once the whole application is loaded. The module's
 * `onApplicationStart` runs it; parts of the plugin that the module may not
 * know (workflow hooks, routes, jobs) put it here when they are loaded.
 */
type StartTask = (options: Pick<PluginOptions, "hooks">) => void

const tasks = new Set<StartTask>()
let serving = false

/** Adds a task. It throws to stop the start; its message says what to do. */
export function onStart(task: StartTask): void {
  tasks.add(task)
}

/**
 * Runs the tasks, for the module.
 * @throws MedusaError UNEXPECTED_STATE when a serving process has none: its
 * checkouts would give every discount and redeem nothing, without a word.
 */
export function runStartTasks(options: Parameters<StartTask>[0]): void {
  if (serving && !tasks.size) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "medusa-plugin-voyado-engage: Medusa has not loaded the plugin's workflow" +
        " hooks, so no offer would be redeemed. Use a version of Medusa that" +
        " the plugin's package.json asks for, or look for a newer version of" +
        " the plugin."
    )
  }
  tasks.forEach((task) => task(options))
}

/**
 * Called by what only a serving process loads, its routes or its jobs. Building,
 * migrating and `medusa exec` load neither, so they need no API key.
 */
export function declareServing(): void {
  serving = true
}

/** Whether this process serves customers or runs jobs. */
export function isServing(): boolean {
  return serving
}
