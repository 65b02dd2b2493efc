/** The lines of each icon, on a field of 24 by 24. */
const LINES = {
  alert: "M12 4 21 20H3ZM12 10v4M12 17v.01",
  "arrow-left": "M20 12H4M10 6l-6 6 6 6",
  "arrow-right": "M4 12h16M14 6l6 6-6 6",
  away: "M4 4l16 16M9 8a5 5 0 0 1 8 3 3.500 3.500 0 0 1 2 6M15 18H7a4 4 0 0 1-.500-8",
  bag: "M6 8h12l1 12H5ZM9 10V7a3 3 0 0 1 6 0v3",
  calendar: "M5 6h14v14H5ZM5 10h14M9 3v4M15 3v4",
  check: "M5 13l4 4L19 7",
  "circle-check": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12l3 3 5-6",
  gift: "M4 8h16v4H4ZM6 12v8h12v-8M12 8v12M12 8S7 8 7 5.500 11 4 12 8c1-4 5-5 5-2.500S12 8 12 8",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 8v.01",
  leaf: "M5 19C4 9 10 5 20 5c0 9-5 13-11 12M5 21c1-6 4-9 9-11",
  lock: "M6 11h12v9H6ZM8 11V8a4 4 0 0 1 8 0v3",
  mail: "M4 6h16v12H4ZM4 7l8 6 8-6",
  minus: "M6 12h12",
  mountain: "M3 19 10 6l4 7 2-3 5 9Z",
  plus: "M6 12h12M12 6v12",
  refresh: "M19 9A8 8 0 0 0 5 8M5 4v4h4M5 15a8 8 0 0 0 14 1M19 20v-4h-4",
  "sign-out": "M13 5H6v14h7M10 12h11M17 8l4 4-4 4",
  truck: "M3 6h11v11H3ZM14 10h4l3 3v4h-7M7 17v.01M17 17v.01M5 19h4M15 19h4",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM5 20c0-4 3-5 7-5s7 1 7 5",
}

/** A small drawing beside words; never the words themselves. */
export function Icon({
  name,
  size = 20,
}: {
  name: keyof typeof LINES
  size?: number | string
}) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={LINES[name]} />
    </svg>
  )
}
