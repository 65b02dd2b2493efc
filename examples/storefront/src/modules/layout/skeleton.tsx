import classes from "./skeleton.module.css"

/** The place of what is not there yet. */
export function Skeleton({ height }: { height: string }) {
  return <div className={classes.skeleton} style={{ height }} aria-busy />
}
