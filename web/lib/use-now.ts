import { useEffect, useState } from 'react'

const EVERY_MS = 20_000

/** The present instant, epoch milliseconds; moves on while the page is looked at. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = () => setNow(Date.now())
    const timer = setInterval(tick, EVERY_MS)
    // A tab in the background has its timers held back.
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [])
  return now
}
