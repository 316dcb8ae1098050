import { useEffect, useState } from 'react'
import { onClockSet, serverNow } from './server-clock.ts'

const EVERY_MS = 20_000

/** The present instant by the server's clock, epoch milliseconds; moves on while the page is looked at. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tick = () => setNow(serverNow())
    const timer = setInterval(tick, EVERY_MS)
    const forget = onClockSet(tick)
    // A tab in the background has its timers held back.
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      forget()
      document.removeEventListener('visibilitychange', tick)
    }
  }, [])
  return now
}
