/** HTTP tells whole seconds, and a reply is some time on its way: less than this is no difference. */
const LEAST_MS = 2000

/** The server's clock over the device's, milliseconds. */
let offsetMs = 0
const listeners = new Set<() => void>()

/** Learns from a reply what time it is at the server. */
export function setClockBy({ headers }: Pick<Response, 'headers'>): void {
  const told = Date.parse(headers.get('date') ?? '') - Date.now()
  if (Number.isNaN(told) || Math.abs(told - offsetMs) < LEAST_MS) return
  offsetMs = told
  for (const listener of listeners) listener()
}

/**
 * The present instant by the server's clock, epoch milliseconds: what is late or over is so for everybody at once,
 * whatever the clock of a device says. By the device's until the server has answered.
 */
export const serverNow = (): number => Date.now() + offsetMs

/** Told when the server's clock turns out to be another than was thought. @returns stops */
export function onClockSet(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
