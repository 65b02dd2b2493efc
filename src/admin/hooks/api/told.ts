/**
 * How a screen tells the operator the end of an action. It is told as soon as the
 * shop has answered, also where the button is gone by then: the screens load the
 * present state after an action, and React Query calls nothing that was given to
 * `mutate` once its component has left the page.
 */
export type Told<Result> = {
  onSuccess?: (result: Result) => unknown
  onError?: (error: Error) => unknown
}
