import { MantineProvider } from "@mantine/core"
import { QueryClientProvider } from "@tanstack/react-query"
import { createBrowserRouter, RouterProvider } from "react-router-dom"

import { CartPage } from "./cart/cart-page"
import { CheckoutPage } from "./checkout/checkout-page"
import { AccountPage } from "./customer/account-page"
import { SignInPage } from "./customer/sign-in-page"
import { NotFoundPage } from "./layout/not-found-page"
import { Shell } from "./layout/shell"
import { OrderPage } from "./orders/order-page"
import { ProductPage } from "./products/product-page"
import { ProductsPage } from "./products/products-page"
import { queryClient } from "./shop/query-client"
import { cssVariables, theme } from "./theme"

const router = createBrowserRouter([
  {
    element: <Shell />,
    children: [
      { path: "/", element: <ProductsPage /> },
      { path: "/products/:handle", element: <ProductPage /> },
      { path: "/cart", element: <CartPage /> },
      { path: "/checkout", element: <CheckoutPage /> },
      { path: "/orders/:id", element: <OrderPage /> },
      { path: "/sign-in", element: <SignInPage /> },
      { path: "/account", element: <AccountPage /> },
      { path: "*", element: <NotFoundPage /> },
    ],
  },
])

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme="light"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
