import { faultsAt } from "./matrix"

faultsAt("checkout", "reverse")
