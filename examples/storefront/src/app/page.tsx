import { Suspense } from "react"

import { listProducts } from "@/lib/data/products"
import { PageTitle } from "@/modules/layout/page-title"
import { OffersReminder } from "@/modules/offers/offers-reminder"
import { Hero } from "@/modules/products/hero"
import { ProductCard } from "@/modules/products/product-card"
import classes from "@/modules/products/products-page.module.css"

/** The shop's front: what it is, and what it sells. */
export default async function ProductsPage() {
  const products = await listProducts()
  return (
    <>
      <Hero>
        <PageTitle>For the months without daylight</PageTitle>
      </Hero>
      <Suspense fallback={null}>
        <OffersReminder />
      </Suspense>
      <h2 className={classes.heading}>Made to last</h2>
      <ul className={classes.list}>
        {products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </ul>
    </>
  )
}
