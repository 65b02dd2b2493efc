"use client"

import { useActionState } from "react"

import { confirmVerification } from "@/lib/data/customer-actions"
import { SubmitButton } from "@/modules/layout/button"
import { Notice } from "@/modules/layout/notice"
import classes from "./sign-in-page.module.css"

/** Hands in the code from the mail. */
export function VerifyForm({ code }: { code: string }) {
  const [result, action] = useActionState(confirmVerification, null)
  return (
    <form action={action} className={classes.form}>
      {result && !result.ok && (
        <Notice>
          <p>{result.sentence}</p>
        </Notice>
      )}
      <input type="hidden" name="code" value={code} />
      <SubmitButton size="medium">Yes, it is mine</SubmitButton>
    </form>
  )
}
