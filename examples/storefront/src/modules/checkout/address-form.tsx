"use client"

import { useActionState, useState, type FormEvent } from "react"

import { saveAddress } from "@/lib/data/checkout-actions"
import { BusyButton } from "@/modules/layout/button"
import { Field } from "@/modules/layout/field"
import { keepFields } from "@/modules/layout/keep-fields"
import { ADDRESS_FIELDS, type DeliveryAddress } from "./address-fields"
import classes from "./address-form.module.css"

type Errors = Partial<Record<keyof DeliveryAddress, string>>

/** Asks where the cart goes; what is known of it is filled in. */
export function AddressForm({
  known,
  takesFocus,
}: {
  known: Partial<DeliveryAddress>
  /** Somebody opened it to change something. */
  takesFocus: boolean
}) {
  const [result, submit, isPending] = useActionState(saveAddress, null)
  const [errors, setErrors] = useState<Errors>({})

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget
    const found = errorsIn(form)
    setErrors(found)
    const [first] = Object.keys(found)
    if (first) {
      event.preventDefault()
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
      return
    }
    keepFields(submit)(event)
  }

  return (
    <form
      noValidate
      action={submit}
      onSubmit={onSubmit}
      className={classes.form}
    >
      {ADDRESS_FIELDS.map(({ name, missing: _, half, ...field }, index) => (
        <Field
          key={name}
          {...field}
          name={name}
          defaultValue={known[name] ?? ""}
          error={errors[name]}
          autoFocus={takesFocus && index === 0}
          className={half ? undefined : classes.wide}
        />
      ))}
      <p className={`small dimmed ${classes.wide}`}>We deliver in Sweden.</p>
      {result && !result.ok && (
        <p role="alert" className={`error ${classes.wide}`}>
          {result.sentence}
        </p>
      )}
      <div className={classes.wide}>
        <BusyButton type="submit" size="medium" wide busy={isPending}>
          Continue to payment
        </BusyButton>
      </div>
    </form>
  )
}

function errorsIn(form: HTMLFormElement): Errors {
  return Object.fromEntries(
    ADDRESS_FIELDS.filter(({ name }) => {
      const input = form.elements.namedItem(name)
      return input instanceof HTMLInputElement && !isFilled(input)
    }).map(({ name, missing }) => [name, missing])
  )
}

function isFilled(input: HTMLInputElement): boolean {
  return input.validity.valid && input.value.trim() !== ""
}
