import type { ForecastContent, QueueSnapshot } from '../../../server/contracts/forecast.ts'
import type { DayPartKind } from '../../../solver/domain/forecast-outputs.ts'
import { sum } from '../../lib/week-grid.ts'
import type { OverrideFacts, OverrideStep } from './shown-forecast.ts'
import type { Timeline, TimelineDay } from './timeline.ts'

/** A reason for a day's contacts, with the contacts before and after it: a bar of the waterfall. */
export interface DayStep {
  readonly kind: DayPartKind
  readonly label: string
  readonly contacts: number
  readonly before: number
  readonly after: number
}

type ReasonedOverride = OverrideFacts & { readonly reason: string }

/** What a day of the forecast is made of: the model's parts, then the overrides in force; they sum to its mean. */
export function dayStepsOf(
  queue: QueueSnapshot,
  day: TimelineDay,
  timeline: Timeline,
  steps: readonly OverrideStep<ReasonedOverride>[],
): DayStep[] {
  const parts = queue.days.find(({ date }) => date === day.date)?.parts ?? []
  const overrides = steps
    .filter(({ override }) => override.queueId === queue.queueId)
    .map(({ override, added }) => ({
      kind: 'override' as const,
      label: override.reason,
      contacts: sum(Array.from(added.slice(day.from - timeline.forecastAt, day.to - timeline.forecastAt))),
    }))
  let before = 0
  return [...parts, ...overrides]
    .filter(({ kind, contacts }) => kind === 'level' || Math.abs(contacts) >= 0.05)
    .map((part) => {
      const step = { ...part, before, after: before + part.contacts }
      before = step.after
      return step
    })
}

type CalendarEvent = ForecastContent['events'][number]

/** Finds the event behind a part: the first of its kind that touches the day, else the last that ended before it. */
export function eventReason(label: string, day: TimelineDay, dayEndMs: number, events: readonly CalendarEvent[]) {
  const ofKind = events.filter(({ kind }) => kind === label)
  const today = ofKind.find(({ start, end }) => Date.parse(start) < dayEndMs && Date.parse(end) > day.startMs)
  if (today) return { kind: label, event: today, isEcho: false }
  const earlier = ofKind.findLast(({ end }) => Date.parse(end) <= day.startMs)
  return { kind: label, event: earlier, isEcho: earlier !== undefined }
}
