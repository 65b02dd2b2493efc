import { faultsAt } from "./matrix"

faultsAt("background", "reverse")
