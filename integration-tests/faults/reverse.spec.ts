import { faultsWith } from "./matrix"

faultsWith("reverse")
