/**
 * One side of a hook: a handler with its compensation. `Call` is Medusa's call of
 * the handler, `Undoing` Medusa's call of the compensation.
 */
type Side<Call, Undoing, Result> = {
  invoke(call: Call): Promise<Result>
  /** @param result undefined when `invoke`, or the other side's `invoke`, threw. */
  undo?(call: Undoing, result: Result | undefined): unknown
}

/** What both sides returned, for Medusa to keep until a compensation. */
type Both<Answer, Kept> = { answer: Answer; kept?: Kept }

/**
 * Makes one handler of two, because Medusa gives a hook one handler: the shop's or
 * a neighbour's own, which answers for the hook, and the plugin's. The plugin's
 * runs behind the own handler, because a redemption must come last, or ahead of it.
 *
 * If the plugin's handler throws, Medusa passes `undefined` to the step's
 * compensation. Some neighbours then undo nothing: the loyalty plugin would leave a
 * gift card debited. So the own handler's answer is kept here, by run, and its
 * compensation gets the answer in every case. The plugin's side is undone first,
 * and not at all if it kept nothing or ran ahead.
 *
 * @param runOf the id of the run that a call belongs to.
 * @param skips whether the answer says that the hook does not run this time.
 */
export function combine<
  Call extends Undoing,
  Undoing,
  Answer,
  Kept extends object,
>(
  own: Side<Call, Undoing, Answer>,
  ours: Side<Call, Undoing, Kept | undefined> & { place: "behind" | "ahead" },
  runOf: (call: Undoing) => string,
  skips: (answer: Answer) => boolean = () => false
): {
  invoke(call: Call): Promise<Both<Answer, Kept>>
  /** @param both undefined when `invoke` threw. */
  undo(call: Undoing, both: Both<Answer, Kept> | undefined): Promise<void>
} {
  const answers = new Map<string, Answer>()

  return {
    invoke: async (call) => {
      if (ours.place === "ahead") {
        await ours.invoke(call)
        return { answer: await own.invoke(call) }
      }
      const answer = await own.invoke(call)
      if (skips(answer)) {
        return { answer }
      }
      try {
        return { answer, kept: await ours.invoke(call) }
      } catch (error) {
        answers.set(runOf(call), answer)
        throw error
      }
    },

    undo: async (call, both) => {
      const answer = both?.answer ?? answers.get(runOf(call))
      answers.delete(runOf(call))
      try {
        if (ours.place === "behind" && (!both || both.kept)) {
          await ours.undo?.(call, both?.kept)
        }
      } finally {
        await own.undo?.(call, answer)
      }
    },
  }
}
