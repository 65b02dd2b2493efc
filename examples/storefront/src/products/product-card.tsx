import { Text, Title } from "@mantine/core"
import { Link } from "react-router-dom"

import { priceOf } from "./price-of"
import classes from "./product-card.module.css"
import { ProductPicture } from "./product-picture"
import type { Product } from "../shop/types"

/** A product in the list. All of it leads to the product's page. */
export function ProductCard({ product }: { product: Product }) {
  return (
    <li className={classes.card}>
      <ProductPicture src={product.thumbnail} />
      <div className={classes.text}>
        <Text size="sm" c="dimmed">
          {product.subtitle}
        </Text>
        <Title order={3} className={classes.name}>
          <Link to={`/products/${product.handle}`} className={classes.link}>
            {product.title}
          </Link>
        </Title>
        <Text className={classes.price}>{priceOf(product)}</Text>
      </div>
    </li>
  )
}
