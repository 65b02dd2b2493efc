import { IconMinus, IconPlus } from "@tabler/icons-react"

import classes from "./quantity-stepper.module.css"

/** How many: one fewer, one more. Never none; that is what "Remove" is for. */
export function QuantityStepper({
  name,
  quantity,
  onChange,
}: {
  /** What there are so many of. */
  name: string
  quantity: number
  onChange: (quantity: number) => void
}) {
  return (
    <div
      className={classes.stepper}
      role="group"
      aria-label={`Quantity, ${name}`}
    >
      <button
        type="button"
        className={classes.step}
        aria-label={`One ${name} fewer`}
        aria-disabled={quantity <= 1}
        onClick={() => quantity > 1 && onChange(quantity - 1)}
      >
        <IconMinus size={16} aria-hidden />
      </button>
      <span className={classes.quantity}>{quantity}</span>
      <button
        type="button"
        className={classes.step}
        aria-label={`One ${name} more`}
        onClick={() => onChange(quantity + 1)}
      >
        <IconPlus size={16} aria-hidden />
      </button>
    </div>
  )
}
