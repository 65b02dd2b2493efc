/** Tells whoever waits what is measured now. */
export function say(what: string): void {
  const time = new Date().toTimeString().slice(0, 8)
  console.log(`  ${time}  ${what}`)
}
