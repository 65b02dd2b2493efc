/** Who gives offers back by themselves: the event of the cancelled order. */
export const ORDER_CANCELED = "order.canceled"
