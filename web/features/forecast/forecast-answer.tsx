import { useTranslation } from 'react-i18next'
import type { ForecastContent, Override } from '../../../server/contracts/forecast.ts'
import type { Forecast } from '../../../solver/domain/forecast-outputs.ts'
import { Answer } from '../../components/answer.tsx'
import { peak, sum } from '../../lib/week-grid.ts'
import { useFormat } from '../../lib/workspace.ts'
import { bandOfSum } from './band-of-sum.ts'
import { type DayStep, dayStepsOf } from './day-parts.ts'
import type { OverrideStep } from './shown-forecast.ts'
import type { Timeline, TimelineDay } from './timeline.ts'
import { useEventWords } from './use-event-words.ts'

interface ForecastAnswerProps {
  readonly content: ForecastContent
  /** Those that are shown. */
  readonly queues: ForecastContent['queues']
  readonly shown: Forecast
  readonly timeline: Timeline
  readonly steps: readonly OverrideStep<Override>[]
}

/** What will come, the biggest day and why, and how far such forecasts have been off. */
export function ForecastAnswer(props: ForecastAnswerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const reasons = usePeakReasons(props)
  const { timeline, queues } = props
  const days = timeline.days.filter(({ from }) => from >= timeline.forecastAt)
  const totals = days.map((day) => dayTotal(props, day, 'p50'))
  const contacts = sum(totals)
  const top = days[peak(totals)]
  if (!top || contacts < 0.5) return <Answer question={t('forecast.question')}>{t('forecast.none')}</Answer>
  const figures = {
    day: format.day(top.date),
    contacts: format.number(Math.max(...totals)),
    share: format.percent(0.8, 0),
    low: format.number(dayTotal(props, top, 'p10')),
    high: format.number(dayTotal(props, top, 'p90')),
  }
  const why = reasons(top, Math.max(...totals))
  const wape = testedWape(queues)
  return (
    <Answer question={t('forecast.question')}>
      {[
        t('forecast.answerTotal', {
          from: format.day(days[0]?.date ?? ''),
          to: format.day(days.at(-1)?.date ?? ''),
          contacts: format.number(contacts),
        }),
        why === '' ? t('forecast.answerPeak', figures) : t('forecast.answerPeakWhy', { ...figures, why }),
        wape === undefined
          ? t('forecast.answerUntested')
          : t('forecast.answerTested', { wape: format.percent(wape, 0) }),
      ].join(t('controls.sentenceGap'))}
    </Answer>
  )
}

/** Contacts of a day over the shown queues: the mean for `p50`, else the quantile of their sum. */
function dayTotal(
  { queues, shown, timeline }: ForecastAnswerProps,
  day: TimelineDay,
  name: 'p10' | 'p50' | 'p90',
): number {
  const ids = new Set(queues.map(({ queueId }) => queueId))
  const [from, to] = [day.from - timeline.forecastAt, day.to - timeline.forecastAt]
  const ofDay = shown.queues.filter(({ queueId }) => ids.has(queueId))
  const cut = (line: (queue: (typeof ofDay)[number]) => Float64Array) =>
    ofDay.flatMap((queue) => Array.from(line(queue).slice(from, to)))
  const means = cut(({ mean }) => mean)
  return bandOfSum(
    name,
    sum(means),
    means,
    cut(({ quantiles }) => quantiles.p2_5),
    cut(({ quantiles }) => quantiles.p97_5),
  )
}

/** How far a queue's day was off in the backtests, weighted by contacts; undefined when none could be made. */
function testedWape(queues: ForecastContent['queues']): number | undefined {
  const tested = queues.flatMap(({ backtest }) =>
    backtest?.wapeOfDays == null ? [] : [{ contacts: backtest.contacts, off: backtest.contacts * backtest.wapeOfDays }],
  )
  const contacts = sum(tested.map((test) => test.contacts))
  return contacts > 0 ? sum(tested.map(({ off }) => off)) / contacts : undefined
}

const NAMED = 2
/** Of a day's contacts; what adds less does not explain why it is the biggest. */
const WORTH_NAMING = 0.03

/** The events and overrides that add most to a day, over the shown queues. */
function usePeakReasons({ queues, timeline, steps, content }: ForecastAnswerProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { partWords } = useEventWords()
  return (day: TimelineDay, total: number): string => {
    const end = timeline.days.find(({ from }) => from === day.to)?.startMs ?? day.startMs + 86_400_000
    const byWords = new Map<string, number>()
    const name = (step: DayStep) => partWords(step, day, end, content.events)
    for (const queue of queues) {
      for (const step of dayStepsOf(queue, day, timeline, steps)) {
        if (step.kind !== 'event' && step.kind !== 'override') continue
        byWords.set(name(step), (byWords.get(name(step)) ?? 0) + step.contacts)
      }
    }
    return [...byWords]
      .filter(([, contacts]) => contacts >= total * WORTH_NAMING)
      .sort(([, a], [, b]) => b - a)
      .slice(0, NAMED)
      .map(([reason, contacts]) => t('forecast.dayPart', { contacts: format.signed(contacts), reason }))
      .join(t('controls.listComma'))
  }
}
