import { IconMountain } from "@tabler/icons-react"

import classes from "./product-picture.module.css"

/** A product's picture, square. Its name is always beside it, so no text. */
export function ProductPicture({ src }: { src: string | null | undefined }) {
  return (
    <span className={classes.frame}>
      {src ? (
        <img src={src} alt="" className={classes.picture} />
      ) : (
        <IconMountain size="40%" stroke={1} aria-hidden />
      )}
    </span>
  )
}
