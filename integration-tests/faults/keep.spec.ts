import { faultsWith } from "./matrix"

faultsWith("keep")
