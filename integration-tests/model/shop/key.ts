/** The name under which a container of this suite has the shop itself. */
export const MODEL_SHOP = "modelShop"

/** And the plugin's handler of the hook on a change of a cart's codes. */
export const CODES_GUARD = "modelCodesGuard"
