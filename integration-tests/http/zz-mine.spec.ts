import { join } from "node:path"

import { shareShop } from "../../testkit/jest/suite"

shareShop(
  (process.env.MINE ?? "")
    .split(",")
    .map((name) => join(__dirname, `${name}.spec.ts`))
)
