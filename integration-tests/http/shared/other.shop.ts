import { halves } from "../../../testkit/jest/sharing-files"
import { shareShop } from "../../../testkit/jest/suite"

shareShop(halves[1])
