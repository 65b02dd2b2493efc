/** Callers with the same question share the answer of one call. */
export class SharedCalls<Answer> {
  private readonly out = new Map<string, Promise<Answer>>()

  /** @param key tells the questions apart */
  share(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.out.get(key)
    if (known) {
      return known
    }
    const call = ask().finally(() => this.out.delete(key))
    this.out.set(key, call)
    return call
  }
}
