import { Text, TextInput } from "@mantine/core"
import { useState, type FormEvent } from "react"

import type { useCustomer } from "../customer/use-customer"
import { BusyButton } from "../layout/busy-button"
import { sentenceOf } from "../shop/errors"
import type { Cart } from "../shop/types"
import { ADDRESS_FIELDS } from "./address-fields"
import classes from "./address-form.module.css"
import { useSaveAddress, type DeliveryAddress } from "./delivery-address"

type Customer = ReturnType<typeof useCustomer>["data"]
type Errors = Partial<Record<keyof DeliveryAddress, string>>

/** Asks where the cart goes; what is known of it is filled in. */
export function AddressForm({
  cart,
  customer,
  takesFocus,
  onSaved,
}: {
  cart: Cart
  customer: Customer
  /** Somebody opened it to change something. */
  takesFocus: boolean
  onSaved: () => void
}) {
  const save = useSaveAddress(cart.id)
  const [errors, setErrors] = useState<Errors>({})
  const known = knownOf(cart, customer)

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const found = errorsIn(form)
    setErrors(found)
    const [first] = Object.keys(found)
    if (first) {
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
      return
    }
    // Not a callback of `mutate`: once it is saved, this form is gone.
    save.mutateAsync(valuesOf(form)).then(onSaved, () => undefined)
  }

  return (
    <form noValidate onSubmit={onSubmit} className={classes.form}>
      {ADDRESS_FIELDS.map(({ name, missing: _, half, ...field }, index) => (
        <TextInput
          key={name}
          {...field}
          name={name}
          size="md"
          required
          withAsterisk={false}
          defaultValue={known[name] ?? ""}
          error={errors[name]}
          autoFocus={takesFocus && index === 0}
          className={half ? undefined : classes.wide}
        />
      ))}
      <Text size="sm" c="dimmed" className={classes.wide}>
        We deliver in Sweden.
      </Text>
      {save.isError && (
        <Text role="alert" c="red.9" size="sm" className={classes.wide}>
          {sentenceOf(save.error)}
        </Text>
      )}
      <BusyButton
        type="submit"
        size="md"
        busy={save.isPending}
        className={classes.wide}
      >
        Continue to payment
      </BusyButton>
    </form>
  )
}

function knownOf(cart: Cart, customer: Customer): Partial<DeliveryAddress> {
  const { shipping_address: to, email } = cart
  return {
    email: email ?? customer?.email,
    first_name: to?.first_name ?? customer?.first_name ?? undefined,
    last_name: to?.last_name ?? customer?.last_name ?? undefined,
    address_1: to?.address_1,
    postal_code: to?.postal_code,
    city: to?.city,
  }
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

function valuesOf(form: HTMLFormElement): DeliveryAddress {
  const data = new FormData(form)
  return Object.fromEntries(
    ADDRESS_FIELDS.map(({ name }) => [name, String(data.get(name)).trim()])
  ) as DeliveryAddress
}
