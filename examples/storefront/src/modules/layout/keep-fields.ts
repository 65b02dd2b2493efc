import { startTransition, type FormEvent } from "react"

/**
 * Sends a form to a server action and leaves in it what was typed. React alone
 * would empty the form after the action, also after one that has refused.
 */
export function keepFields(submit: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    startTransition(() => submit(form))
  }
}
