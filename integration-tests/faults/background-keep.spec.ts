import { faultsAt } from "./matrix"

faultsAt("background", "keep")
