import type { MedusaContainer } from "@medusajs/framework/types"
import { ApiKeyType } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"

import { SHOP_NAME } from "./norrsken"
import { only } from "./only"

/** Title of the API key that the storefront sends. */
export const CHANNEL_KEY = `${SHOP_NAME} web shop`

/** The web shop's sales channel. */
export async function seedChannel(container: MedusaContainer): Promise<string> {
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: CHANNEL_KEY }] },
  })
  return only(result).id
}

/** The publishable key of the web shop's sales channel. */
export async function seedChannelKey(
  container: MedusaContainer,
  channelId: string
): Promise<string> {
  const { result } = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [
        { title: CHANNEL_KEY, type: ApiKeyType.PUBLISHABLE, created_by: "" },
      ],
    },
  })
  const { id, token } = only(result)
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id, add: [channelId] },
  })
  return token
}
