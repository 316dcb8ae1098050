/** Whose page this is; undefined until somebody is known to be signed in. */
let person: string | undefined
/** While the server asks them to sign in again. */
let wait: PromiseWithResolvers<void> | undefined
/** Counts how often they did so. */
let round = 0
const listeners = new Set<() => void>()

const tell = () => {
  for (const listener of listeners) listener()
}

/** @param actorId who is signed in on this page, until it is loaded again */
export function beginSession(actorId: string): void {
  person = actorId
}

/** Whose page this is. */
export const pagePerson = (): string | undefined => person

/**
 * The server no longer knows who asks: the page asks them to sign in, and everything that was refused waits.
 * @returns settled when the same person is signed in again; undefined on a page that nobody has signed in on yet
 */
export function signedInAgain(): Promise<void> | undefined {
  if (person === undefined) return undefined
  if (!wait) {
    wait = Promise.withResolvers()
    tell()
  }
  return wait.promise
}

/** The same person is back: what waited goes on. */
export function resumeSession(): void {
  const waited = wait
  wait = undefined
  round += 1
  tell()
  waited?.resolve()
}

/** Told when the session ends and when it goes on. */
export function watchSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const hasSessionEnded = (): boolean => wait !== undefined
export const signInRound = (): number => round
