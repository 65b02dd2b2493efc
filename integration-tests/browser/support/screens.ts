/** The size and the manners of what somebody looks at a page with. */
export type Screen = {
  /** Also the folder of its screenshots. */
  name: "phone" | "desktop"
  width: number
  height: number
  /** Fingers instead of a mouse. */
  touch: boolean
}

/** Every browser test runs on each of these. */
export const SCREENS: Screen[] = [
  { name: "phone", width: 390, height: 844, touch: true },
  { name: "desktop", width: 1280, height: 900, touch: false },
]
