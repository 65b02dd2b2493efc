import { SimpleGrid, Skeleton, Title } from "@mantine/core"

import { PageTitle } from "../layout/page-title"
import { Problem } from "../layout/problem"
import { OffersReminder } from "../offers/offers-reminder"
import { Hero } from "./hero"
import { ProductCard } from "./product-card"
import classes from "./products-page.module.css"
import { useProducts } from "./use-products"

const COLUMNS = { base: 2, sm: 3, md: 4 }
const SPACING = { base: "sm", sm: "lg" }
const PLACEHOLDERS = 8

/** The shop's front: what it is, and what it sells. */
export function ProductsPage() {
  const { data: products, error, refetch } = useProducts()

  return (
    <>
      <Hero>
        <PageTitle>For the months without daylight</PageTitle>
      </Hero>
      <OffersReminder />
      <Title order={2} className={classes.heading}>
        Made to last
      </Title>
      {error ? (
        <Problem error={error} onRetry={refetch} />
      ) : (
        <SimpleGrid
          component="ul"
          cols={COLUMNS}
          spacing={SPACING}
          verticalSpacing="xl"
          className={classes.list}
          aria-busy={!products}
        >
          {products
            ? products.map((product) => (
                <ProductCard key={product.id} product={product} />
              ))
            : Array.from({ length: PLACEHOLDERS }, (_, index) => (
                <Skeleton
                  component="li"
                  key={index}
                  className={classes.empty}
                />
              ))}
        </SimpleGrid>
      )}
    </>
  )
}
