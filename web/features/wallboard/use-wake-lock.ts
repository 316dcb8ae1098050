import { useEffect } from 'react'

/** Keeps the screen from going dark, where the browser can; it gives up by itself when the page is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let isGone = false
    const take = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        // Pages that came without TLS have none.
        const taken = await navigator.wakeLock?.request('screen')
        if (isGone) await taken?.release()
        else lock = taken
      } catch {
        // A device that saves power refuses; the screen's own settings hold then.
      }
    }
    void take()
    document.addEventListener('visibilitychange', take)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release().catch(() => undefined)
    }
  }, [])
}
