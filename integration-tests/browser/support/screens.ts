/** The size and the manners of what somebody looks at a page with. */
export type Screen = {
  /** Also the folder of its screenshots. */
  name: "phone" | "desktop" | "laptop" | "wide"
  width: number
  height: number
  /** Fingers instead of a mouse. */
  touch: boolean
}

/** What shoppers have: the looks and the scenes are played on each of these. */
export const SCREENS: Screen[] = [
  { name: "phone", width: 390, height: 844, touch: true },
  { name: "desktop", width: 1280, height: 900, touch: false },
]

/** What else staff work on: how much of the list is to be seen depends on it. */
export const OFFICE_SCREENS: Screen[] = [
  ...SCREENS,
  { name: "laptop", width: 1024, height: 768, touch: false },
  { name: "wide", width: 1440, height: 900, touch: false },
]
