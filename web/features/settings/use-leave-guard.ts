import { createContext, useContext, useEffect, useState } from 'react'

/** Keeps open what is open, whatever the address says, and tells when somebody tried to leave; undefined lets go. */
export const HoldContext = createContext<(onLeaving: (() => void) | undefined) => void>(() => {})

/** Asks before a draft is left: by its close button, Escape, the browser's back button or the page being closed. */
export function useLeaveGuard(isDirty: boolean, onLeave: () => void) {
  const hold = useContext(HoldContext)
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    hold(() => setIsAsking(true))
    window.addEventListener('beforeunload', warn)
    return () => {
      hold(undefined)
      window.removeEventListener('beforeunload', warn)
    }
  }, [isDirty, hold])
  return {
    isAsking: isAsking && isDirty,
    leave: () => (isDirty ? setIsAsking(true) : onLeave()),
    discard: () => {
      hold(undefined)
      onLeave()
    },
    stay: () => setIsAsking(false),
  }
}
