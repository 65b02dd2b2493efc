"use client"

import { useActionState, useTransition } from "react"

import { addCode, removeCode } from "@/lib/data/cart-actions"
import { SubmitButton } from "@/modules/layout/button"
import { Field } from "@/modules/layout/field"
import classes from "./code-form.module.css"

/** Adds a discount code to the cart, and takes one off. */
export function CodeForm({ codes }: { codes: string[] }) {
  const [result, submit] = useActionState(addCode, null)
  const [isRemoving, start] = useTransition()
  return (
    <details className={classes.box} open={codes.length > 0}>
      <summary>Discount code</summary>
      <form action={submit} className={classes.form}>
        <Field label="Code" name="code" autoComplete="off" />
        <SubmitButton look="plain">Add</SubmitButton>
      </form>
      {result && !result.ok && (
        <p role="alert" className="error">
          {result.sentence}
        </p>
      )}
      <ul className={classes.codes} aria-busy={isRemoving}>
        {codes.map((code) => (
          <li key={code}>
            {code}
            <button
              type="button"
              className={classes.remove}
              onClick={() => start(async () => void (await removeCode(code)))}
            >
              Remove<span className="unseen"> {code}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
