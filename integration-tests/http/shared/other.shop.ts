import { halves } from "../../setup/sharing-files"
import { shareShop } from "../../setup/suite"

shareShop(halves[1])
