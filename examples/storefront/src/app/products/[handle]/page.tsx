import type { Metadata } from "next"
import Link from "next/link"
import { notFound } from "next/navigation"

import { retrieveProduct } from "@/lib/data/products"
import { Icon } from "@/modules/layout/icon"
import { PageTitle } from "@/modules/layout/page-title"
import { AddToCart } from "@/modules/products/add-to-cart"
import { priceOf } from "@/modules/products/price-of"
import classes from "@/modules/products/product-page.module.css"
import { ProductPicture } from "@/modules/products/product-picture"

type Props = { params: Promise<{ handle: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await retrieveProduct((await params).handle)
  return { title: product?.title ?? "Off the map" }
}

/** One product, and the way into the cart. */
export default async function ProductPage({ params }: Props) {
  const product = await retrieveProduct((await params).handle)
  if (!product) {
    notFound()
  }
  return (
    <article className={classes.product}>
      <Link href="/" className={classes.back}>
        <Icon name="arrow-left" size={18} />
        All products
      </Link>
      <div className={classes.picture}>
        <ProductPicture src={product.thumbnail} />
      </div>
      <div className={classes.text}>
        <p className="dimmed">{product.subtitle}</p>
        <PageTitle>{product.title}</PageTitle>
        <p className={classes.price}>{priceOf(product)}</p>
        <p className={classes.description}>{product.description}</p>
        <AddToCart
          title={product.title}
          variantId={product.variants?.[0]?.id ?? null}
        />
        <ul className={classes.promises}>
          <li>
            <Icon name="truck" />
            In stock, with you in two to four days
          </li>
          <li>
            <Icon name="leaf" />
            Mended by us for as long as you have it
          </li>
        </ul>
      </div>
    </article>
  )
}
