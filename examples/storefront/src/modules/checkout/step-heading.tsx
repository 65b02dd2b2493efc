"use client"

import { useEffect, useRef } from "react"

/** A step's heading. It takes the focus when the step before it is done. */
export function StepHeading({
  id,
  takesFocus,
  children,
}: {
  id: string
  takesFocus: boolean
  children: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) {
      heading.current?.focus()
    }
  }, [takesFocus])
  return (
    <h2 id={id} ref={heading} tabIndex={-1}>
      {children}
    </h2>
  )
}
