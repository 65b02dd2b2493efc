"use client"

import { useActionState } from "react"

import { addCode, removeCode } from "@/lib/data/cart-actions"
import { SubmitButton } from "@/modules/layout/button"
import { Field } from "@/modules/layout/field"
import classes from "./code-form.module.css"

/** Adds a discount code to the cart, and takes one off. */
export function CodeForm({ codes }: { codes: string[] }) {
  const [result, action] = useActionState(addCode, null)
  return (
    <details className={classes.box} open={codes.length > 0 || undefined}>
      <summary>Discount code</summary>
      <form action={action} className={classes.form}>
        <Field
          label="Code"
          name="code"
          autoComplete="off"
          error={result && !result.ok ? result.sentence : undefined}
        />
        <SubmitButton look="plain">Add</SubmitButton>
      </form>
      {codes.length > 0 && (
        <ul className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>
              {code}
              <form action={async () => void (await removeCode(code))}>
                <button className={classes.remove}>
                  Remove<span className="unseen"> {code}</span>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
