/** Who gets the parcel, and where. */
export type DeliveryAddress = {
  email: string
  first_name: string
  last_name: string
  address_1: string
  postal_code: string
  city: string
}

/** A field of the form, as browsers know how to fill it in. */
export type AddressField = {
  name: keyof DeliveryAddress
  label: string
  type?: "email"
  autoComplete: string
  /** What it says when it is empty. */
  missing: string
  /** Half the width of the others. */
  half?: boolean
}

export const ADDRESS_FIELDS: AddressField[] = [
  {
    name: "email",
    label: "E-mail",
    type: "email",
    autoComplete: "email",
    missing: "Enter the e-mail that we can reach you at, such as a@example.com",
  },
  {
    name: "first_name",
    label: "First name",
    autoComplete: "given-name",
    missing: "Enter your first name",
    half: true,
  },
  {
    name: "last_name",
    label: "Last name",
    autoComplete: "family-name",
    missing: "Enter your last name",
    half: true,
  },
  {
    name: "address_1",
    label: "Street and number",
    autoComplete: "address-line1",
    missing: "Enter the street and the number",
  },
  {
    name: "postal_code",
    label: "Postal code",
    autoComplete: "postal-code",
    missing: "Enter the postal code",
    half: true,
  },
  {
    name: "city",
    label: "Town",
    autoComplete: "address-level2",
    missing: "Enter the town",
    half: true,
  },
]
