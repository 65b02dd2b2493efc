"use client"

import { useEffect, useRef } from "react"

import { announce } from "@/modules/announce/announcer"

/** Reads out what the cart costs whenever that changes. */
export function AnnounceTotal({ total }: { total: string }) {
  const said = useRef(total)
  useEffect(() => {
    if (said.current !== total) {
      said.current = total
      announce(`The total is ${total}.`)
    }
  }, [total])
  return null
}
