import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

/**
 * Only inside the plugin's own repository: a shop that has installed
 * `medusa-plugin-voyado-engage` takes it from there, and leaves this out.
 */
const pluginSource = fileURLToPath(
  new URL("../../packages/storefront/src/index.ts", import.meta.url)
)

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: { "medusa-plugin-voyado-engage-storefront": pluginSource },
  },
  server: { port: 8000 },
  preview: { port: 8000 },
  // Mantine and React in one file are larger than Vite likes; for an example,
  // one file is what is wanted.
  build: { chunkSizeWarningLimit: 1000 },
})
