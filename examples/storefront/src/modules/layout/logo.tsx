import classes from "./logo.module.css"

/** Norrsken's mark and name. */
export function Logo() {
  return (
    <span className={classes.logo} aria-hidden>
      <svg viewBox="0 0 40 32" width="36" height="29">
        <path fill="#f6f1e6" d="M3 29L15 9L22 19L26 14L37 29Z" />
        <path
          fill="none"
          stroke="#8fe0b5"
          strokeWidth="2.5"
          strokeLinecap="round"
          d="M3 8Q12 1 20 5T37 3"
        />
      </svg>
      <span>
        Norrsken<span className={classes.second}> Outdoor</span>
      </span>
    </span>
  )
}
