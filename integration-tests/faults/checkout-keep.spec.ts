import { faultsAt } from "./matrix"

faultsAt("checkout", "keep")
