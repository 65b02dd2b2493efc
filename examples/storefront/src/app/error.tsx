"use client"

import { Button } from "@/modules/layout/button"
import { Notice } from "@/modules/layout/notice"

/** What is shown instead of a page that the shop could not give. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <Notice title="This could not be loaded">
      <p>The shop cannot be reached. Please try again in a moment.</p>
      <Button look="plain" onClick={reset}>
        Try again
      </Button>
    </Notice>
  )
}
