import { halves } from "../sharing-files"
import { shareRegistry } from "./registry"

shareRegistry(halves[0])
