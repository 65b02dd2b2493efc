import { useId, type ComponentPropsWithoutRef } from "react"

import classes from "./field.module.css"

/** A labelled field of a form; required, as all fields here are. */
export function Field({
  label,
  error,
  className = "",
  ...props
}: ComponentPropsWithoutRef<"input"> & { label: string; error?: string }) {
  const id = useId()
  return (
    <div className={`${classes.field} ${className}`}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <input
        {...props}
        id={id}
        required
        className={classes.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && (
        <p id={`${id}-error`} className="error">
          {error}
        </p>
      )}
    </div>
  )
}
