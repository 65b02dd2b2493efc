import { useMemo } from "react"
import { useSearchParams } from "react-router-dom"

import {
  readAddress,
  writeAddress,
  type AddressChange,
} from "../lib/address-state"

/** The table's state, kept in the address: it can be sent to a colleague. */
export function useAddressState() {
  const [params, setParams] = useSearchParams()
  const address = useMemo(() => readAddress(params), [params])

  const change = (changes: AddressChange) =>
    setParams(
      (current) => {
        // The table changes filter and page in one go, and the router does not
        // queue: both have to be written into the same parameters.
        writeAddress(current, changes)
        return current
      },
      { replace: true }
    )

  return { address, change }
}
