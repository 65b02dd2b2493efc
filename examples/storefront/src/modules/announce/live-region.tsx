"use client"

import { useSyncExternalStore } from "react"

import { currentAnnouncements, onAnnouncements } from "./announcer"

/** Where screen readers hear what others see change. Once on every page. */
export function LiveRegion() {
  const announcements = useSyncExternalStore(
    onAnnouncements,
    currentAnnouncements,
    currentAnnouncements
  )
  return (
    <div
      role="status"
      aria-live="polite"
      aria-atomic="false"
      className="unseen"
    >
      {announcements.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}
