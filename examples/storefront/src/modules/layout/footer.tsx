import classes from "./footer.module.css"

/** The end of every page. */
export function Footer() {
  return (
    <footer className={classes.footer}>
      <div className={`container ${classes.inner}`}>
        <p className="small">
          <strong>Norrsken Outdoor</strong>
        </p>
        <p className="small">
          Storgatan 1, Kiruna. An example shop: nothing is sent, and nothing is
          charged.
        </p>
      </div>
    </footer>
  )
}
