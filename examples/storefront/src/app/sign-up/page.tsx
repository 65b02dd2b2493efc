import type { Metadata } from "next"
import Link from "next/link"

import { signUp } from "@/lib/data/customer-actions"
import { CredentialsForm } from "@/modules/customer/credentials-form"
import classes from "@/modules/customer/sign-in-page.module.css"
import { Field } from "@/modules/layout/field"
import { PageTitle } from "@/modules/layout/page-title"

export const metadata: Metadata = { title: "Make an account" }

/** Sign-up with e-mail and password; the e-mail is verified by a link in a mail. */
export default function SignUpPage() {
  return (
    <div className={classes.page}>
      <PageTitle>Make an account</PageTitle>
      <p className="dimmed">
        Your offers come with your e-mail address, so we send you a link to show
        that it is yours.
      </p>
      <CredentialsForm action={signUp} label="Make an account">
        <Field label="First name" name="first_name" autoComplete="given-name" />
        <Field label="Last name" name="last_name" autoComplete="family-name" />
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
        />
      </CredentialsForm>
      <p>
        Have one already? <Link href="/sign-in">Sign in</Link>
      </p>
    </div>
  )
}
