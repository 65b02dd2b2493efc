type Person = {
  id: string
  email: string | null
  first_name: string | null
  last_name: string | null
}

/** What to call somebody: by name and address, as far as they are known. */
export function customerName({
  id,
  email,
  first_name,
  last_name,
}: Person): string {
  const name = [first_name, last_name].filter(Boolean).join(" ")
  return name && email ? `${name}, ${email}` : name || (email ?? id)
}
