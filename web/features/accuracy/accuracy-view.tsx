import './accuracy.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccuracyReport } from '../../../server/contracts/forecast.ts'
import { Answer } from '../../components/answer.tsx'
import { useShownQueues } from '../../components/week-controls.tsx'
import { accuracyQuery, forecastContentQuery, forecastsQuery } from '../../lib/queries.ts'
import { navigate } from '../../lib/route.ts'
import { sum } from '../../lib/week-grid.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { AccuracyTable } from './accuracy-table.tsx'
import { comparedWithHand } from './compared-with-hand.ts'
import { OutcomeChart } from './outcome-chart.tsx'

export type PastForecast = AccuracyReport['forecasts'][number]

/** How past forecasts turned out, against what came and against the hand method; and how the current one was tested. */
export function AccuracyView({ toolbar }: { readonly toolbar: ReactNode }) {
  const { t } = useTranslation()
  const plan = usePlan()
  const isShown = useShownQueues()
  const { data: report } = useSuspenseQuery(accuracyQuery(plan.id))
  const past = report.forecasts
    .filter(({ queueId, accuracy }) => isShown(queueId) && accuracy.intervals > 0)
    .toSorted((a, b) => Date.parse(b.madeAt) - Date.parse(a.madeAt))
  const [chosen, setChosen] = useState<string>()
  const shown = past.find((forecast) => keyOf(forecast) === chosen) ?? past[0]
  return (
    <>
      {shown ? (
        <>
          <AccuracyAnswer past={past} />
          {toolbar}
          <section className="panel">
            <h2>{t('accuracy.past')}</h2>
            <AccuracyTable
              caption={t('accuracy.past')}
              file="accuracy.csv"
              rows={past.map((forecast) => ({
                key: keyOf(forecast),
                queueId: forecast.queueId,
                accuracy: forecast.accuracy,
                forecast,
              }))}
              chosen={keyOf(shown)}
              onChoose={setChosen}
            />
          </section>
          <OutcomeChart key={keyOf(shown)} forecast={shown} />
        </>
      ) : (
        <>
          <Answer question={t('accuracy.question')}>{t('accuracy.none')}</Answer>
          {toolbar}
          <section className="panel accuracy-empty">
            <p>{t('accuracy.noneHint')}</p>
            <button type="button" onClick={() => navigate({ view: 'data', as: undefined })}>
              {t('accuracy.import')}
            </button>
          </section>
        </>
      )}
      <CurrentBacktest />
    </>
  )
}

const keyOf = ({ forecastId, queueId }: PastForecast) => `${forecastId} ${queueId}`

/** All of them in one sentence: how far off, and how often nearer than by hand. */
function AccuracyAnswer({ past }: { past: readonly PastForecast[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mean = (figure: 'wape' | 'wapeOfDays' | 'bias') => {
    const known = past.flatMap(({ accuracy }) =>
      accuracy[figure] === null ? [] : [{ contacts: accuracy.contacts, value: accuracy[figure] }],
    )
    const contacts = sum(known.map((part) => part.contacts))
    return contacts > 0 ? sum(known.map((part) => part.contacts * part.value)) / contacts : undefined
  }
  const compared = past.flatMap(({ accuracy }) => comparedWithHand(accuracy) ?? [])
  const share = (value: number | undefined) => (value === undefined ? '–' : format.percent(value))
  const bias = mean('bias') ?? 0
  return (
    <Answer question={t('accuracy.question')}>
      {[
        t('accuracy.answer', { wapeOfDays: share(mean('wapeOfDays')), wape: share(mean('wape')) }),
        t(Math.abs(bias) < 0.005 ? 'accuracy.unbiased' : bias > 0 ? 'accuracy.tooHigh' : 'accuracy.tooLow', {
          bias: format.percent(Math.abs(bias)),
        }),
        compared.length > 0 &&
          t('accuracy.answerHand', {
            count: compared.length,
            better: compared.filter((verdict) => verdict === 'better').length,
          }),
      ]
        .filter((sentence) => sentence !== false)
        .join(t('controls.sentenceGap'))}
    </Answer>
  )
}

/** The test on the past that the current forecast's bands are made from. */
function CurrentBacktest() {
  const { t } = useTranslation()
  const plan = usePlan()
  const { data: forecasts } = useSuspenseQuery(forecastsQuery(plan.id))
  const current = forecasts.find(({ state }) => state === 'succeeded')
  return (
    <section className="panel">
      <h2>{t('accuracy.backtest')}</h2>
      <p className="soft">{t('accuracy.backtestHint')}</p>
      {current && <BacktestTable forecastId={current.id} />}
    </section>
  )
}

function BacktestTable({ forecastId }: { forecastId: string }) {
  const { t } = useTranslation()
  const isShown = useShownQueues()
  const { data: content } = useSuspenseQuery(forecastContentQuery(forecastId))
  const queues = content.queues.filter(({ queueId }) => isShown(queueId))
  const tested = queues.flatMap(({ queueId, backtest }) =>
    backtest ? [{ key: queueId, queueId, accuracy: backtest }] : [],
  )
  if (tested.length === 0) return <p>{t('accuracy.backtestNone')}</p>
  return (
    <>
      {tested.length < queues.length && <p>{t('accuracy.backtestSome')}</p>}
      <AccuracyTable caption={t('accuracy.backtest')} file="backtest.csv" rows={tested} />
    </>
  )
}
