import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunProgress } from '../../../server/contracts/run.ts'
import { Figures } from '../../components/figures.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { NOTHING_YET, type Standing, stairs, withProgress } from './closing-in.ts'

const [WIDTH, HEIGHT] = [600, 90]
const FIGURES = ['objective', 'objectiveBound'] as const
const HEADS = { objective: 'overview.objective', objectiveBound: 'overview.bound' } as const

/** Best roster and bound over time, as far as this page has watched. Its figures are under it. */
export function ClosingChart({ progress }: { progress: RunProgress | null }) {
  const { t } = useTranslation()
  const [known, setKnown] = useState(NOTHING_YET)
  useEffect(() => setKnown((before) => withProgress(before, progress, performance.now())), [progress])
  const format = useFormat()
  const now = performance.now()
  const since = known.standings[0]?.at ?? now
  const seconds =
    <Shown,>(show: (seconds: number) => Shown) =>
    ({ at }: Standing) =>
      show((at - since) / 1000)
  if (known.standings.length < 2) return null
  return (
    <>
      <svg
        className="closing-in"
        viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
        role="img"
        aria-label={t('planning.closingIn')}
      >
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
      <Figures
        caption={t('planning.closingIn')}
        file="closing-in.csv"
        rows={known.standings}
        rowKey={({ at }) => `${at}`}
        columns={[
          {
            key: 'at',
            head: t('planning.elapsed'),
            numeric: true,
            cell: seconds(format.duration),
            raw: seconds(Math.round),
          },
          ...FIGURES.map((figure) => ({
            ...{ key: figure, head: t(HEADS[figure]), numeric: true },
            cell: (standing: Standing) => (standing[figure] === undefined ? '–' : format.money(standing[figure])),
            raw: (standing: Standing) => standing[figure] ?? null,
          })),
        ]}
      />
    </>
  )
}
