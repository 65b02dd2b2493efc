import { useEffect, useMemo, useRef, useState } from "react"
import { useNavigationType, useSearchParams } from "react-router-dom"

import {
  readAddress,
  writeAddress,
  type AddressChange,
} from "../lib/address-state"

/**
 * The table's state, kept in the address: it can be sent to a colleague.
 *
 * The router takes a moment to change the address. Until then the state is here:
 * a table that is shown the old one once more would take back what was just
 * chosen, and of two changes at once one would be lost.
 */
export function useAddressState() {
  const [params, setParams] = useSearchParams()
  const cameBy = useNavigationType()
  const [current, setCurrent] = useState(params)
  const latest = useRef(params)

  useEffect(() => {
    // What is replaced was written below. The rest comes from links and "back".
    if (cameBy !== "REPLACE") {
      latest.current = params
      setCurrent(params)
    }
  }, [params, cameBy])

  const change = (changes: AddressChange) => {
    const next = new URLSearchParams(latest.current)
    writeAddress(next, changes)
    latest.current = next
    setCurrent(next)
    setParams(next, { replace: true })
  }

  // A period that is counted back from today moves on with the day.
  const today = new Date().toDateString()
  const address = useMemo(() => readAddress(current), [current, today])
  return { address, change }
}
