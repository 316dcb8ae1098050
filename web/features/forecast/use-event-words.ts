import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForecastContent } from '../../../server/contracts/forecast.ts'
import { useFormat } from '../../lib/workspace.ts'
import { type DayStep, eventReason } from './day-parts.ts'
import { type ChartMark, knownKind } from './event-marks.ts'
import type { TimelineDay } from './timeline.ts'

const DAY_MS = 86_400_000

/** Events, odd days and parts of days in the reader's words. */
export function useEventWords() {
  const { t } = useTranslation()
  const format = useFormat()
  return useMemo(() => {
    const kindName = (kind: string) => {
      const known = knownKind(kind)
      return known ? t(`forecast.kind.${known}`) : kind
    }
    const kindSign = (kind: string) => {
      const known = knownKind(kind)
      return known ? t(`forecast.kindSign.${known}`) : ([...kind][0] ?? '?').toUpperCase()
    }
    const markWords = ({ event, oddDay }: ChartMark) =>
      event
        ? t('forecast.eventWords', {
            kind: kindName(event.kind),
            title: event.title,
            span: format.span(event.start, event.end),
          })
        : t(`forecast.odd.${oddDay.kind}`, {
            day: format.day(oddDay.date),
            contacts: format.number(oddDay.contacts),
            expected: format.number(oddDay.expected),
          })
    const partWords = (step: DayStep, day: TimelineDay, dayEndMs: number, events: ForecastContent['events']) => {
      if (step.kind === 'override') return t('forecast.partOverride', { reason: step.label })
      if (step.kind !== 'event') return t(`forecast.part.${step.kind}`, { weekday: format.weekday(day.date) })
      const { kind, event, isEcho } = eventReason(step.label, day, dayEndMs, events)
      if (!event) return kindName(kind)
      const isAllDay = Date.parse(event.end) - Date.parse(event.start) >= DAY_MS
      if (!isEcho && isAllDay) return kindName(kind)
      return isEcho
        ? t('forecast.partEcho', { kind: kindName(kind), day: format.dayOf(event.start) })
        : t('forecast.partEvent', { kind: kindName(kind), time: format.time(event.start) })
    }
    return { kindName, kindSign, markWords, partWords }
  }, [t, format])
}
