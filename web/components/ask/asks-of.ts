import type { AskRequest } from '../../../server/contracts/request.ts'
import { runsOfDays } from '../../lib/local-span.ts'
import { addDays } from '../../lib/planning-week.ts'

/** What days can be asked for as, the most usual first. */
export const DAY_WISHES = ['timeOff', 'unavailable', 'dayOff', 'wanted', 'unwanted', 'preferredHours'] as const
export type DayWish = (typeof DAY_WISHES)[number]

export interface DayChoices {
  readonly wish: DayWish
  readonly reason: 'paid' | 'unpaid' | 'other'
  /** Shift template of a wanted or unwanted shift; '' for any. */
  readonly templateId: string
  /** Wall clock within each day; undefined for the whole of it. An end that is not later is on the next day. */
  readonly times: { readonly from: string; readonly to: string } | undefined
}

export type DayAsk = Exclude<AskRequest['ask'], { kind: 'swap' }>

/** The fewest requests that ask for some days: one for each run of whole days, one for each day of which a part is asked. */
export function asksOf(days: Iterable<string>, choices: DayChoices): DayAsk[] {
  const { wish, times } = choices
  const runs = runsOfDays(days)
  const spans =
    times === undefined
      ? runs.map(({ first, last }) => ({ start: `${first}T00:00`, end: `${addDays(last, 1)}T00:00` }))
      : // Preferred hours are those of each day of the span.
        (wish === 'preferredHours' ? runs : runs.flatMap(everyDay)).map(({ first, last }) => ({
          start: `${first}T${times.from}`,
          end: `${times.to > times.from ? last : addDays(last, 1)}T${times.to}`,
        }))
  return spans.map((span) => askOf(span, choices))
}

function askOf(span: { start: string; end: string }, { wish, reason, templateId }: DayChoices): DayAsk {
  if (wish === 'timeOff') return { kind: 'timeOff', ...span, reason }
  if (wish === 'unavailable' || wish === 'preferredHours') return { kind: 'availability', what: wish, ...span }
  const isOfShift = wish !== 'dayOff' && templateId !== ''
  return { kind: 'preference', what: wish, ...span, ...(isOfShift ? { templateId } : {}) }
}

function everyDay({ first, last }: { first: string; last: string }): { first: string; last: string }[] {
  const days: { first: string; last: string }[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push({ first: day, last: day })
  return days
}
