import { Icon } from "@/modules/layout/icon"

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
        <Icon name="minus" size={16} />
      </button>
      <span className={classes.quantity}>{quantity}</span>
      <button
        type="button"
        className={classes.step}
        aria-label={`One ${name} more`}
        onClick={() => onChange(quantity + 1)}
      >
        <Icon name="plus" size={16} />
      </button>
    </div>
  )
}
