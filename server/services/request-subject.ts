import { DateTime } from 'luxon'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { Ask, RequestSubject } from '../contracts/request.ts'
import type { SettingsValue } from '../contracts/settings.ts'
import { localTimeReader } from '../imports/local-time.ts'
import type { PersonRow } from '../store/team-store.ts'
import { ServiceError } from './service-error.ts'

/** Half-open, epoch milliseconds. */
export interface Span {
  readonly startMs: number
  readonly endMs: number
}

type Spanned = Extract<RequestSubject, { kind: 'timeOff' | 'availability' | 'preference' }>

const MOST_DAYS = 366
const MS_PER_DAY = 86_400_000

export const isSpanned = (subject: Ask | RequestSubject): subject is Spanned =>
  subject.kind === 'timeOff' || subject.kind === 'availability' || subject.kind === 'preference'

/**
 * The span of a request in the person's own zone.
 * @throws ServiceError `invalidRequest` for times that are not there, turned round, over already or too far apart
 */
export function spanOf({ start, end }: Pick<Spanned, 'start' | 'end'>, zone: string, nowMs: number): Span {
  const issues: InputIssue[] = []
  const read = localTimeReader(zone)
  const timeOf = (column: 'start' | 'end', value: string) => {
    const time = read(value)
    if (!('problem' in time)) return time.ms
    issues.push({ column: `ask.${column}`, value, ...time })
    return Number.NaN
  }
  const span = { startMs: timeOf('start', start), endMs: timeOf('end', end) }
  const say = (problem: string, hint: string) => issues.push({ column: 'ask.end', value: end, problem, hint })
  if (span.endMs <= span.startMs) say(`is not after the start ${start}`, 'Give a span of time, first to last.')
  if (span.endMs <= nowMs) say('is over already', 'Ask for days to come.')
  if (span.endMs - span.startMs > MOST_DAYS * MS_PER_DAY)
    say(`is more than ${MOST_DAYS} days after the start`, 'Ask for less at once.')
  if (issues.length > 0) throw invalid(issues)
  return span
}

export const invalid = (issues: readonly InputIssue[]): ServiceError =>
  new ServiceError('invalidRequest', 'The request cannot be taken; nothing was stored.', issues)

/** Local dates that a span touches, `YYYY-MM-DD`. */
export function datesTouched({ startMs, endMs }: Span, zone: string): string[] {
  const first = DateTime.fromMillis(startMs, { zone }).startOf('day')
  const last = DateTime.fromMillis(endMs - 1, { zone }).startOf('day')
  const days = Math.round(last.diff(first, 'days').days)
  return Array.from({ length: days + 1 }, (_, day) => first.plus({ days: day }).toISODate()!)
}

/** Whether a request keeps the person from working. */
export const isAway = (subject: Spanned): boolean =>
  subject.kind === 'timeOff' || (subject.kind === 'availability' && subject.what === 'unavailable')

/** A request as a row of the plan's availability.csv. Its reason is a class, never a cause. */
export function availabilityRow({ employee_id }: Pick<PersonRow, 'employee_id'>, subject: Spanned): SettingsValue {
  const { start, end } = subject
  const row = (kind: string, more: SettingsValue = {}) => ({ employee: employee_id, kind, start, end, ...more })
  switch (subject.kind) {
    case 'timeOff':
      return row('timeOff', { reason: subject.reason })
    case 'availability':
      return subject.what === 'unavailable' ? row('timeOff', { reason: 'unavailable' }) : row('preferredHours')
    case 'preference': {
      if (subject.what === 'dayOff') return row('dayOffRequest')
      const kind = subject.what === 'wanted' ? 'shiftOnRequest' : 'shiftOffRequest'
      return row(kind, subject.templateId === undefined ? {} : { template: subject.templateId })
    }
  }
}
