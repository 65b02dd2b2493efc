import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from "@mantine/core"

const spruce: MantineColorsTuple = [
  "#eef6f3",
  "#dcebe5",
  "#b5d6ca",
  "#8bc0ad",
  "#68ad94",
  "#4b917a",
  "#2d7a62",
  "#24604f",
  "#1f5043",
  "#17352e",
]

const ember: MantineColorsTuple = [
  "#fdf1ec",
  "#f8dfd4",
  "#efbba6",
  "#e69575",
  "#de744b",
  "#d9602f",
  "#c4552d",
  "#a3431f",
  "#8f3716",
  "#742a0e",
]

/** Norrsken's looks: dark spruce on paper, with the red of a tent. */
export const theme = createTheme({
  colors: { spruce, ember },
  primaryColor: "spruce",
  primaryShade: 8,
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily:
    '"Avenir Next", Avenir, "Segoe UI", "Helvetica Neue", Arial, sans-serif',
  components: {
    InputWrapper: { styles: { label: { fontWeight: 600, marginBottom: 4 } } },
  },
  headings: {
    fontWeight: "700",
    sizes: {
      h1: { fontSize: "clamp(1.75rem, 4vw, 2.375rem)", lineHeight: "1.15" },
      h2: { fontSize: "1.25rem", lineHeight: "1.3" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.35" },
    },
  },
})

/** Secondary text and hints dark enough to be read on paper (WCAG AA). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-text": "#1b2724",
    "--mantine-color-dimmed": "#55625d",
    "--mantine-color-placeholder": "#66736e",
    "--mantine-color-default-color": "#1b2724",
    "--mantine-color-error": "#a8321a",
    "--paper": "#f8f6f1",
    "--line": "#e2ddd2",
  },
  dark: {},
})
