/** Long enough to be read out, in milliseconds. */
const LIFE_MS = 15_000

/** Something said to whoever listens instead of looks. */
export type Announcement = { id: number; text: string }

let announcements: Announcement[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Has a screen reader say something, after what it is saying now. */
export function announce(text: string): void {
  const announcement = { id: ++lastId, text }
  change([...announcements, announcement])
  setTimeout(
    () => change(announcements.filter((one) => one !== announcement)),
    LIFE_MS
  )
}

/** What has been said lately, oldest first. */
export function currentAnnouncements(): Announcement[] {
  return announcements
}

/** Calls back at every change. @returns how to stop that. */
export function onAnnouncements(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: Announcement[]): void {
  announcements = next
  for (const listener of listeners) {
    listener()
  }
}
