import { existsSync, readFileSync } from "node:fs"

/** What a handler of the shop's own did, and for which cart. */
type Entry = {
  /** `validate` of completeCartWorkflow, or of updateCartPromotionsWorkflow. */
  hook: "complete" | "promotions"
  did: "run" | "undo"
  /** When it was undone: what the handler had kept. */
  cart: string | null
}

/** Reads what the handlers in `shop/src/workflows/hooks` have written down. */
export class OwnHandlers {
  constructor(private readonly file: string) {}

  /** What a handler did for a cart, in order. */
  of(hook: Entry["hook"], cart: string): Entry["did"][] {
    return this.entries()
      .filter((entry) => entry.hook === hook && entry.cart === cart)
      .map(({ did }) => did)
  }

  private entries(): Entry[] {
    if (!existsSync(this.file)) {
      return []
    }
    const lines = readFileSync(this.file, "utf8").trim().split("\n")
    return lines.map((line) => JSON.parse(line) as Entry)
  }
}
