import { raceSuite } from "./race-suite"

raceSuite(0)
