/** The module's name, under which a container resolves its service. */
export const PROMOTION_REDEMPTION_MODULE = "promotion_redemption"
