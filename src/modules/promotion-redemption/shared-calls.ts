/** Whoever asks for the same while a call is out is given that call's answer. */
export class SharedCalls<Answer> {
  private readonly out = new Map<string, Promise<Answer>>()

  /** @param key tells what is asked for */
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
