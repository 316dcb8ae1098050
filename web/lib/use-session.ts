import { useSyncExternalStore } from 'react'
import { hasSessionEnded, signInRound, watchSession } from './session.ts'

/** Whether the reader has to sign in again. */
export const useSessionEnded = (): boolean => useSyncExternalStore(watchSession, hasSessionEnded)

/** Another number after each time of signing in again; streams, which an ended session closes, are opened anew by it. */
export const useSignInRound = (): number => useSyncExternalStore(watchSession, signInRound)
