/**
 * Values that one process remembers, by key. In memory on purpose: each value can be
 * read or asked for again. When there are too many, the value that was set longest
 * ago is dropped.
 */
export class Remembered<Value> {
  readonly #values = new Map<string, { value: Value; until: number }>()

  /** @param most how many values are remembered at a time. */
  constructor(private readonly most: number) {}

  /** Undefined if the value was never set, was dropped, or is too old. */
  get(key: string): Value | undefined {
    const known = this.#values.get(key)
    return known && known.until > Date.now() ? known.value : undefined
  }

  /** @param seconds for how long the value is remembered. Default: until dropped. */
  set(key: string, value: Value, seconds = Infinity): void {
    // Deleted first, so that the map's order is the order of the latest `set`.
    this.#values.delete(key)
    this.#values.set(key, { value, until: Date.now() + seconds * 1000 })
    const [oldest] = this.#values.keys()
    if (oldest !== undefined && this.#values.size > this.most) {
      this.#values.delete(oldest)
    }
  }

  delete(key: string): void {
    this.#values.delete(key)
  }

  /** All values, the value set longest ago first. */
  list(): Value[] {
    return [...this.#values.values()].map(({ value }) => value)
  }
}
