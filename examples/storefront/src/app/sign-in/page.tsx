import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"

import { retrieveCustomer } from "@/lib/data/customer"
import { signIn } from "@/lib/data/customer-actions"
import { CredentialsForm } from "@/modules/customer/credentials-form"
import classes from "@/modules/customer/sign-in-page.module.css"
import { Field } from "@/modules/layout/field"
import { Notice } from "@/modules/layout/notice"
import { PageTitle } from "@/modules/layout/page-title"

export const metadata: Metadata = { title: "Sign in" }

type Props = {
  searchParams: Promise<{ back_to?: string; verified?: string }>
}

/** Sign-in with e-mail and password. */
export default async function SignInPage({ searchParams }: Props) {
  const { back_to, verified } = await searchParams
  if (await retrieveCustomer()) {
    redirect("/account")
  }
  return (
    <div className={classes.page}>
      <PageTitle>Sign in</PageTitle>
      {verified === undefined ? (
        <p className="dimmed">
          Members have personal offers, which they can use right in the cart.
        </p>
      ) : (
        <Notice look="good" title="Your e-mail is verified">
          <p>Sign in, and your offers are there.</p>
        </Notice>
      )}
      <CredentialsForm action={signIn} label="Sign in">
        <input type="hidden" name="back_to" value={back_to ?? ""} />
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
          autoComplete="current-password"
        />
      </CredentialsForm>
      <p>
        New here? <Link href="/sign-up">Make an account</Link>
      </p>
    </div>
  )
}
