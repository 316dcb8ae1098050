import { setClockBy } from './server-clock.ts'

export const API_BASE = '/api'

/** Replies that were asked for before anything could wait for them, by path. */
const early = new Map<string, Promise<Response>>()

/** Asks the server, and sets the page's clock by its reply. */
export async function fetchTimed(address: string, init?: RequestInit): Promise<Response> {
  const reply = await fetch(address, init)
  setClockBy(reply)
  return reply
}

/** Asks for what the page will want first, while its scripts are still on their way. */
export function askEarly(path: string): void {
  const reply = fetchTimed(`${API_BASE}${path}`)
  // Whoever takes it is told of a failure; nobody may.
  reply.catch(() => undefined)
  early.set(path, reply)
}

/** The reply that was asked for early, once: whoever asks again wants to know how things stand now. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const reply = early.get(path)
  early.delete(path)
  return reply
}

/** What was asked for before somebody signed in has been refused. */
export function forgetEarly(): void {
  early.clear()
}
