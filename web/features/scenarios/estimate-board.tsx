import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunEstimateBasis } from '../../../server/contracts/estimate.ts'
import type { Run } from '../../../server/contracts/run.ts'
import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'
import { Answer } from '../../components/answer.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { CompareFully } from './compare-fully.tsx'
import { estimateFigure } from './estimate-figures.ts'
import { EstimateTable } from './estimate-table.tsx'
import { useEstimate } from './use-estimate.ts'
import { isNeutral, neutral, slidersOf, type WhatIf } from './what-if.ts'
import { WhatIfSliders } from './what-if-sliders.tsx'

interface EstimateBoardProps {
  readonly run: Run
  readonly basis: RunEstimateBasis
  readonly toolbar: ReactNode
}

/** The sliders beside what they come to. */
export function EstimateBoard({ run, basis, toolbar }: EstimateBoardProps) {
  const { t } = useTranslation()
  const [whatIf, setWhatIf] = useState<WhatIf>(() => neutral(basis, run.week))
  const sliders = useMemo(() => slidersOf(whatIf, basis), [whatIf, basis])
  const { base, now, isBehind, problem, milliseconds } = useEstimate(basis, sliders)
  const isMoved = !isNeutral(whatIf, basis)
  return (
    <>
      <Answer question={t('scenarios.estimateQuestion')}>
        <EstimateAnswer run={run} base={base} now={now} isMoved={isMoved} />
      </Answer>
      {toolbar}
      <div className="estimate-board">
        <section className="panel">
          <div className="panel-head">
            <h2>{t('scenarios.sliders')}</h2>
            <div className="at-end">
              <button
                type="button"
                className="quiet"
                disabled={!isMoved}
                onClick={() => setWhatIf(neutral(basis, run.week))}
              >
                {t('scenarios.reset')}
              </button>
            </div>
          </div>
          <WhatIfSliders run={run} basis={basis} whatIf={whatIf} onChange={setWhatIf} />
        </section>
        <section
          className="panel"
          data-part="estimate"
          data-behind={isBehind}
          data-milliseconds={milliseconds?.toFixed(0)}
        >
          <h2>{t('scenarios.estimated')}</h2>
          {problem !== undefined && <p role="alert">{t('scenarios.noEstimate', { problem })}</p>}
          {base && now && <EstimateTable base={base} now={now} />}
          <p className="soft">{t('scenarios.relaxed')}</p>
          <Guarded>
            <CompareFully run={run} basis={basis} whatIf={whatIf} isMoved={isMoved} />
          </Guarded>
        </section>
      </div>
    </>
  )
}

interface EstimateAnswerProps {
  readonly run: Run
  readonly base: WeekEstimate | undefined
  readonly now: WeekEstimate | undefined
  readonly isMoved: boolean
}

function EstimateAnswer({ run, base, now, isMoved }: EstimateAnswerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!base || !now) return t('scenarios.estimating')
  const planned = run.report ? format.money(run.report.objective) : '–'
  if (!isMoved) return t('scenarios.estimateNeutral', { estimate: format.money(base.costs.total), planned })
  const cost = now.costs.total - base.costs.total
  return t(cost < 0 ? 'scenarios.estimateLess' : 'scenarios.estimateMore', {
    cost: format.money(Math.abs(cost)),
    now: format.money(now.costs.total),
    hours: format.hours(estimateFigure(now, 'requiredHours')),
    difference: format.signed(estimateFigure(now, 'requiredHours') - estimateFigure(base, 'requiredHours'), 1),
    short: format.hours(estimateFigure(now, 'shortHours')),
  })
}
