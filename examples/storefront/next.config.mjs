/** @type {import("next").NextConfig} */
export default {
  // A development server and a production build do not get in each other's way.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  // The repository lints it, with all else.
  eslint: { ignoreDuringBuilds: true },
  // The only lockfile that counts is the one beside this file.
  outputFileTracingRoot: import.meta.dirname,
}
