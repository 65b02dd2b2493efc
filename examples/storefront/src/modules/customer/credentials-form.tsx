"use client"

import { useActionState, useEffect, useRef, type ReactNode } from "react"

import type { SignInState } from "@/lib/data/customer-actions"
import { BusyButton } from "@/modules/layout/button"
import { keepFields } from "@/modules/layout/keep-fields"
import { Notice } from "@/modules/layout/notice"
import classes from "./sign-in-page.module.css"

/** The form of a sign-in or a sign-up, and what became of it. */
export function CredentialsForm({
  action,
  label,
  children,
}: {
  action: (state: SignInState, form: FormData) => Promise<SignInState>
  label: string
  children: ReactNode
}) {
  const [state, submit, isPending] = useActionState(action, null)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (state?.type === "refused") {
      form.current?.querySelector<HTMLInputElement>("[type=email]")?.focus()
    }
  }, [state])

  if (state?.type === "verify") {
    return (
      <Notice look="good" title="Look into your mail">
        <p>
          A link is on its way to {state.email}. Open it, and then sign in:
          until then we do not know that the address is yours.
        </p>
      </Notice>
    )
  }
  return (
    <form
      ref={form}
      action={submit}
      onSubmit={keepFields(submit)}
      className={classes.form}
    >
      {state && (
        <Notice>
          <p>{state.sentence}</p>
        </Notice>
      )}
      {children}
      <BusyButton type="submit" size="medium" busy={isPending}>
        {label}
      </BusyButton>
    </form>
  )
}
