import type { Metadata } from "next"

import { VerifyForm } from "@/modules/customer/verify-form"
import classes from "@/modules/customer/sign-in-page.module.css"
import { PageTitle } from "@/modules/layout/page-title"

export const metadata: Metadata = { title: "Verify your e-mail" }

type Props = { searchParams: Promise<{ code?: string }> }

/**
 * Where the link in the mail leads. The code is used by a click and not by opening
 * the page: mail programs open links too, to look at them.
 */
export default async function VerifyPage({ searchParams }: Props) {
  const { code = "" } = await searchParams
  return (
    <div className={classes.page}>
      <PageTitle>Verify your e-mail</PageTitle>
      <p className="dimmed">
        One more click, and we know that this address is yours.
      </p>
      <VerifyForm code={code} />
    </div>
  )
}
