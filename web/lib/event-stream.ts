import { request } from './api.ts'

/**
 * A stream of the server's events. The browser connects again by itself after a fault, but gives a stream up that is
 * refused: then the session may have ended, which any other question finds out.
 */
export function openEvents(address: string): EventSource {
  const events = new EventSource(address)
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) request('/me').catch(() => undefined)
  })
  return events
}
