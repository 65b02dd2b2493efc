import { Anchor, Skeleton, Text } from "@mantine/core"
import { IconArrowLeft, IconLeaf, IconTruck } from "@tabler/icons-react"
import { Link, useParams } from "react-router-dom"

import { NotFoundPage } from "../layout/not-found-page"
import { PageTitle } from "../layout/page-title"
import { Problem } from "../layout/problem"
import { AddToCart } from "./add-to-cart"
import { priceOf } from "./price-of"
import classes from "./product-page.module.css"
import { ProductPicture } from "./product-picture"
import { useProduct } from "./use-products"

/** One product, and the way into the cart. */
export function ProductPage() {
  const { handle = "" } = useParams()
  const { data: product, error, refetch } = useProduct(handle)

  if (error) {
    return <Problem error={error} onRetry={refetch} />
  }
  if (product === undefined) {
    return <Skeleton h="60vh" aria-busy />
  }
  if (product === null) {
    return <NotFoundPage />
  }
  return (
    <article className={classes.product}>
      <Anchor component={Link} to="/" className={classes.back}>
        <IconArrowLeft size={18} stroke={1.8} aria-hidden />
        All products
      </Anchor>
      <div className={classes.picture}>
        <ProductPicture src={product.thumbnail} />
      </div>
      <div className={classes.text}>
        <Text c="dimmed">{product.subtitle}</Text>
        <PageTitle>{product.title}</PageTitle>
        <Text className={classes.price}>{priceOf(product)}</Text>
        <Text className={classes.description}>{product.description}</Text>
        <AddToCart product={product} />
        <ul className={classes.promises}>
          <li>
            <IconTruck size={20} stroke={1.6} aria-hidden />
            In stock, with you in two to four days
          </li>
          <li>
            <IconLeaf size={20} stroke={1.6} aria-hidden />
            Mended by us for as long as you have it
          </li>
        </ul>
      </div>
    </article>
  )
}
