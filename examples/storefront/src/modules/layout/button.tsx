"use client"

import Link from "next/link"
import type { ComponentPropsWithoutRef, ReactNode } from "react"
import { useFormStatus } from "react-dom"

import classes from "./button.module.css"

type Looks = {
  look?: "filled" | "plain" | "light"
  size?: "small" | "medium" | "large"
  wide?: boolean
}

type ButtonProps = Looks & ComponentPropsWithoutRef<"button">

/** A button. */
export function Button({ look, size, wide, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={classesOf({ look, size, wide })}
    />
  )
}

/** A link that looks like a button. */
export function ButtonLink({
  href,
  children,
  ...looks
}: Looks & { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={classesOf(looks)}>
      {children}
    </Link>
  )
}

/**
 * A button that stays where it is while it works. A disabled one would lose the
 * focus, and with it the place of whoever uses the keyboard.
 */
export function BusyButton({
  busy,
  onClick,
  children,
  ...props
}: ButtonProps & { busy: boolean }) {
  return (
    <Button
      {...props}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) {
          event.preventDefault()
          return
        }
        onClick?.(event)
      }}
    >
      {busy && <span className={classes.spinner} aria-hidden />}
      {children}
    </Button>
  )
}

/** Sends the form that it is in. */
export function SubmitButton(props: ButtonProps) {
  const { pending } = useFormStatus()
  return <BusyButton type="submit" busy={pending} {...props} />
}

function classesOf({ look = "filled", size = "small", wide }: Looks): string {
  return [classes.button, classes[look], classes[size], wide && classes.wide]
    .filter(Boolean)
    .join(" ")
}
