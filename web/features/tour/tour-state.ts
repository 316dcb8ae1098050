import { useSyncExternalStore } from 'react'

const STORED = 'tideline.tour'

let isOpen = false
const listeners = new Set<() => void>()

function change(next: boolean): void {
  isOpen = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the tour is on; it can be started from more than one place. */
export const useTourOpen = (): boolean => useSyncExternalStore(subscribe, () => isOpen)

/** Whoever has started it once is not asked again on this device. */
export function startTour(): void {
  localStorage.setItem(STORED, 'seen')
  change(true)
}

export const endTour = (): void => change(false)

export const hasSeenTour = (): boolean => localStorage.getItem(STORED) !== null
