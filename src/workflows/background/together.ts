type Waiting<Input, Result> = {
  input: Input
  resolve: (result: Result) => void
  reject: (reason: unknown) => void
}

/**
 * Makes one call of many: collects what is asked for until the event loop has a
 * moment, and asks for all of it at once.
 *
 * @param ask returns the results in the order of the inputs. If it throws, all calls
 * that were collected throw the same.
 */
export function together<Input, Result>(
  ask: (inputs: Input[]) => Promise<Result[]>
): (input: Input) => Promise<Result> {
  let waiting: Waiting<Input, Result>[] = []

  const askForAll = async () => {
    const asked = waiting
    waiting = []
    try {
      const results = await ask(asked.map(({ input }) => input))
      asked.forEach(({ resolve }, nth) => resolve(results[nth] as Result))
    } catch (error) {
      asked.forEach(({ reject }) => reject(error))
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ input, resolve, reject }) === 1) {
        setImmediate(askForAll)
      }
    })
}
