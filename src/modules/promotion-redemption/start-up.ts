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

/** Runs the tasks, for the module. */
export function runStartTasks(options: Parameters<StartTask>[0]): void {
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
