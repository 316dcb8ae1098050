import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunProgress } from '../../../server/contracts/run.ts'
import { NOTHING_YET, stairs, withProgress } from './closing-in.ts'

const [WIDTH, HEIGHT] = [600, 90]
const FIGURES = ['objective', 'objectiveBound'] as const

/** Best roster and bound over time, as far as this page has watched. The figures beside it say the same in words. */
export function ClosingChart({ progress }: { progress: RunProgress | null }) {
  const { t } = useTranslation()
  const [known, setKnown] = useState(NOTHING_YET)
  useEffect(() => setKnown((before) => withProgress(before, progress, performance.now())), [progress])
  const now = performance.now()
  if (known.standings.length < 2) return null
  return (
    <svg className="closing-in" viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`} role="img" aria-label={t('planning.closingIn')}>
      {FIGURES.map((figure) => (
        <polyline
          key={figure}
          className={figure}
          points={stairs(known, figure, now)
            .map(([x, y]) => `${x * WIDTH},${y * HEIGHT}`)
            .join(' ')}
        />
      ))}
    </svg>
  )
}
