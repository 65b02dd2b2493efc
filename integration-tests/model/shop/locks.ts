/** Medusa's own time to live for the lock of a completion, in milliseconds. */
const TTL_MS = 120_000

/**
 * Whether an error says that somebody else has a lock. By its message: on its way
 * out of a workflow the error becomes a plain object.
 */
export function isLocked(error: unknown): boolean {
  const { message } = (error ?? {}) as { message?: unknown }
  return String(message).startsWith("Failed to acquire lock")
}

type Held = { expires_at: number; owner: object }

/**
 * Medusa's locking module, in memory. Its time passes only when the test says
 * so: a lock that a dead server left is in the way until then.
 */
export class Locks {
  private readonly held = new Map<string, Held>()
  private now = 0

  pass(ms: number): void {
    this.now += ms
  }

  /** @throws Error as Medusa's, when somebody else has the lock. */
  acquire(key: string, owner: object): void {
    const held = this.held.get(key)
    if (held && held.expires_at > this.now) {
      throw new Error(`Failed to acquire lock for key "${key}"`)
    }
    this.held.set(key, { owner, expires_at: this.now + TTL_MS })
  }

  /** Only its owner opens a lock. */
  release(key: string, owner: object): void {
    if (this.held.get(key)?.owner === owner) {
      this.held.delete(key)
    }
  }

  ownerOf(key: string): object | null {
    const held = this.held.get(key)
    return held && held.expires_at > this.now ? held.owner : null
  }
}
