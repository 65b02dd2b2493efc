import type { HttpTypes } from "@medusajs/types"
import Link from "next/link"

import { priceOf } from "./price-of"
import classes from "./product-card.module.css"
import { ProductPicture } from "./product-picture"

/** A product in the list. All of it leads to the product's page. */
export function ProductCard({ product }: { product: HttpTypes.StoreProduct }) {
  return (
    <li className={classes.card}>
      <ProductPicture src={product.thumbnail} />
      <div className={classes.text}>
        <p className="small dimmed">{product.subtitle}</p>
        <h3 className={classes.name}>
          <Link href={`/products/${product.handle}`} className={classes.link}>
            {product.title}
          </Link>
        </h3>
        <p className={classes.price}>{priceOf(product)}</p>
      </div>
    </li>
  )
}
