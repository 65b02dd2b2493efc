/** The part of Next.js's `next/headers` that a sample uses. */
export declare function cookies(): Promise<{
  get(name: string): { value: string } | undefined
}>
