"use server"

import { redirect } from "next/navigation"

import { attempt, sentenceOf, statusOf, type Result } from "@/lib/result"
import { sdk } from "@/lib/sdk"
import { retrieveCustomer } from "./customer"
import {
  getAuthHeaders,
  getCartId,
  removeAuthToken,
  removeCartId,
  revalidate,
  setAuthToken,
} from "./cookies"

/** What became of a sign-in or a sign-up that has led to no other page. */
export type SignInState =
  | null
  | { type: "refused"; sentence: string }
  /** A mail with a link is on its way to this address. */
  | { type: "verify"; email: string }

type Credentials = { email: string; password: string }

/** Signs a customer in, and goes where they came from. */
export async function signIn(
  _: SignInState,
  form: FormData
): Promise<SignInState> {
  const credentials = credentialsOf(form)
  const state = await enter(credentials)
  return state ?? redirect(localPath(form.get("back_to")))
}

/**
 * Registers a customer. Where Medusa asks for verified addresses
 * (`authVerificationsPerActor`), they can sign in once they have used the link
 * that is mailed to them.
 */
export async function signUp(
  _: SignInState,
  form: FormData
): Promise<SignInState> {
  const credentials = credentialsOf(form)
  const [first_name, last_name] = ["first_name", "last_name"].map((name) =>
    String(form.get(name)).trim()
  )
  try {
    const token = await sdk.auth.register("customer", "emailpass", credentials)
    await sdk.store.customer.create(
      { email: credentials.email, first_name, last_name },
      {},
      bearer(token)
    )
  } catch (error) {
    return {
      type: "refused",
      sentence:
        statusOf(error) === 401
          ? "There is an account with this e-mail already. Sign in instead."
          : sentenceOf(error),
    }
  }
  const state = await enter(credentials)
  return state ?? redirect("/account")
}

/** Signs the customer out. What is theirs does not stay in this browser. */
export async function signOut(): Promise<void> {
  await removeAuthToken()
  await removeCartId()
  await revalidate("customers", "carts", "orders")
  redirect("/sign-in")
}

/** Mails the signed-in customer a link that shows that their address is theirs. */
export async function requestVerification(): Promise<Result> {
  const customer = await retrieveCustomer()
  if (!customer) {
    redirect("/sign-in")
  }
  const headers = await getAuthHeaders()
  return attempt(() => mailLink(customer.email, headers))
}

/** Confirms an address with the code from the link in the mail. */
export async function confirmVerification(
  _: Result | null,
  form: FormData
): Promise<Result> {
  const code = String(form.get("code"))
  const result = await attempt(() => sdk.auth.verification.confirm({ code }))
  if (!result.ok) {
    return {
      ok: false,
      sentence: "This link is used up or too old. Sign in to get a new one.",
    }
  }
  redirect((await retrieveCustomer()) ? "/account" : "/sign-in?verified")
}

/** Signs in. @returns null if the customer is in, else what came in the way. */
async function enter(credentials: Credentials): Promise<SignInState> {
  try {
    const login = await sdk.auth.login("customer", "emailpass", credentials)
    if (typeof login === "object" && "verification_required" in login) {
      await mailLink(credentials.email, bearer(login.token))
      return { type: "verify", email: credentials.email }
    }
    if (typeof login !== "string") {
      const sentence = "This shop does not support a second factor yet."
      return { type: "refused", sentence }
    }
    await setAuthToken(login)
    await transferCart(login)
  } catch (error) {
    return {
      type: "refused",
      sentence:
        statusOf(error) === 401
          ? "There is no account with this e-mail and password."
          : sentenceOf(error),
    }
  }
  await revalidate("customers", "carts", "orders")
  return null
}

/** The cart that somebody has filled as a guest is theirs when they sign in. */
async function transferCart(token: string): Promise<void> {
  const cartId = await getCartId()
  if (!cartId) {
    return
  }
  try {
    await sdk.store.cart.transferCart(cartId, {}, bearer(token))
  } catch {
    // Somebody else's by now, or completed: they start with a new one.
    await removeCartId()
  }
}

function mailLink(email: string, headers: { authorization?: string }) {
  return sdk.auth.verification.request(
    { entity_id: email, entity_type: "email" },
    headers
  )
}

function credentialsOf(form: FormData): Credentials {
  return {
    email: String(form.get("email")).trim(),
    password: String(form.get("password")),
  }
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

/** A page of this shop, and of no other. */
function localPath(path: FormDataEntryValue | null): string {
  return typeof path === "string" && /^\/(?![/\\])/.test(path)
    ? path
    : "/account"
}
