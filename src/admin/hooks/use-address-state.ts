import { useEffect, useMemo, useRef, useState } from "react"
import { useNavigationType, useSearchParams } from "react-router-dom"

import {
  readAddress,
  writeAddress,
  type AddressChange,
} from "../lib/address-state"

/**
 * The table's state, kept in the page's address, which operators can send to
 * colleagues.
 *
 * The router changes the address only after a moment. Until then the state is here:
 * with the old address, the table would undo the operator's last choice, and the
 * second of two quick changes would overwrite the first.
 */
export function useAddressState() {
  const [params, setParams] = useSearchParams()
  const cameBy = useNavigationType()
  const [current, setCurrent] = useState(params)
  const latest = useRef(params)

  useEffect(() => {
    // `change` below wrote a REPLACE. Other navigation comes from links and "back".
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

  // A period that ends today must move with the date.
  const today = new Date().toDateString()
  const address = useMemo(() => readAddress(current), [current, today])
  return { address, change }
}
