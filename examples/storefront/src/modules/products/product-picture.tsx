import { Icon } from "@/modules/layout/icon"
import classes from "./product-picture.module.css"

/** A product's picture, square. Its name is always beside it, so no text. */
export function ProductPicture({ src }: { src: string | null | undefined }) {
  return (
    <span className={classes.frame}>
      {src ? (
        <img src={src} alt="" className={classes.picture} />
      ) : (
        <Icon name="mountain" size="40%" />
      )}
    </span>
  )
}
