import { useEffect, useState } from 'react'
import { useFormat } from '../../lib/workspace.ts'

/** Time that has gone by since an instant, counting on. */
export function Elapsed({ since }: { since: string }) {
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return format.duration(Math.max(0, Math.round((now - Date.parse(since)) / 1000)))
}
