import medusa from "@medusajs/eslint-plugin"
import tseslint from "typescript-eslint"

export default tseslint.config(
  ...medusa.configs.recommended,
  // What commands leave behind, and no code of ours.
  {
    ignores: [
      "artifacts/**",
      ".medusa-dev/**",
      "public/**",
      "packages/*/dist/**",
      "examples/storefront/.next*/**",
      "examples/storefront/next-env.d.ts",
    ],
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parserOptions: {
        project: [
          "./tsconfig.check.json",
          "./examples/storefront/tsconfig.json",
          "./src/admin/tsconfig.json",
          "./packages/storefront/starter/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: false },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        {
          argsIgnorePattern: "^_",
          varsIgnorePattern: "^_",
          ignoreRestSiblings: true,
        },
      ],
    },
  },
  {
    // Outside of a Medusa server there is nobody who would read a MedusaError.
    files: [
      "*.{js,ts}",
      "scripts/**",
      "demo/**",
      "testkit/**",
      "bench/**",
      "packages/**",
      "examples/**",
    ],
    rules: { "@medusajs/use-medusa-error-not-generic-error": "off" },
  },
  {
    // A storefront has nothing of the framework.
    files: ["examples/storefront/**", "packages/storefront/starter/**"],
    rules: { "@medusajs/import-from-framework-not-internal": "off" },
  }
)
