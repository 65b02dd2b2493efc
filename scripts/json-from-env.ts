/**
 * The JSON that an environment variable holds; undefined when it is not set.
 * @throws Error that names the variable, when it is not JSON.
 */
export function jsonFromEnv<T = Record<string, unknown>>(
  name: string
): T | undefined {
  const text = process.env[name]
  if (!text) {
    return undefined
  }
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw new Error(`${name} is not JSON`, { cause })
  }
}
