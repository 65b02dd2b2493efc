import { Alert, PasswordInput, Stack, Text, TextInput } from "@mantine/core"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useRef, type FormEvent } from "react"
import { Navigate, useLocation } from "react-router-dom"

import { BusyButton } from "../layout/busy-button"
import { PageTitle } from "../layout/page-title"
import { sentenceOf, statusOf } from "../shop/errors"
import classes from "./sign-in-page.module.css"
import { useCustomer } from "./use-customer"
import { useSignIn } from "./use-sign-in"

/** Where a page that sends somebody here wants them back. */
export type SignInState = { backTo?: string } | null

/** Sign-in with e-mail and password. */
export function SignInPage() {
  const { data: customer } = useCustomer()
  const location = useLocation()
  const signIn = useSignIn()
  const email = useRef<HTMLInputElement>(null)

  if (customer) {
    const { backTo = "/account" } = (location.state as SignInState) ?? {}
    return <Navigate to={backTo} replace />
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    signIn.mutate(
      {
        email: String(fields.get("email")).trim(),
        password: String(fields.get("password")),
      },
      {
        onError: () => email.current?.focus(),
      }
    )
  }

  return (
    <div className={classes.page}>
      <PageTitle>Sign in</PageTitle>
      <Text c="dimmed">
        Members have personal offers, which they can use right in the cart.
      </Text>
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          {signIn.isError && (
            <Alert
              color="ember"
              role="alert"
              icon={<IconAlertTriangle aria-hidden />}
            >
              {statusOf(signIn.error) === 401
                ? "There is no account with this e-mail and password."
                : sentenceOf(signIn.error)}
            </Alert>
          )}
          <TextInput
            ref={email}
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            size="md"
            required
            withAsterisk={false}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            size="md"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{
              "aria-label": "Show or hide the password",
            }}
          />
          <BusyButton type="submit" size="md" busy={signIn.isPending}>
            Sign in
          </BusyButton>
        </Stack>
      </form>
    </div>
  )
}
