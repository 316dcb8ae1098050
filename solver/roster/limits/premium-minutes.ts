import { DateTime } from 'luxon'
import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { WorkRuleOf } from '../../domain/work-rule.ts'
import type { ShiftOption } from '../shift-option.ts'
import { nightMinutes } from './night-minutes.ts'
import type { TourContext } from './tour-context.ts'

export type OptionPayRule = WorkRuleOf<'dayPremium' | 'datePremium' | 'nightPremium'>

/** Minutes of each option that a rule pays at its premium, `[option]`, where the shift alone decides that. */
export const premiumMinutes = (context: TourContext, rule: OptionPayRule): Float64Array =>
  context.once(`premium minutes ${rule.id}`, () => Float64Array.from(context.options, minutesBy(context, rule)))

function minutesBy(context: TourContext, rule: OptionPayRule): (option: ShiftOption) => number {
  switch (rule.kind) {
    case 'dayPremium':
      return ({ paidMinutes }) => Math.max(0, paidMinutes - rule.aboveMinutes)
    case 'datePremium': {
      const spans = dateSpans(context, rule.dates)
      return (option) => paidShare(option) * spans.reduce((sum, [from, to]) => sum + overlap(option, from, to), 0)
    }
    case 'nightPremium':
      return (option) => paidShare(option) * nightMinutes(context, rule, option)
  }
}

/** Unpaid breaks are spread evenly over their shift, so that pay does not hang on where in it a break lies. */
const paidShare = ({ paidMinutes, startMs, endMs }: ShiftOption): number =>
  (paidMinutes * MS_PER_MINUTE) / (endMs - startMs)

const overlap = ({ startMs, endMs }: ShiftOption, from: number, to: number): number =>
  Math.max(0, Math.min(endMs, to) - Math.max(startMs, from)) / MS_PER_MINUTE

/** Dates as spans of time, those of the horizon and of the day after it. */
function dateSpans({ days, zone }: TourContext, dates: readonly string[]): [number, number][] {
  const after = DateTime.fromMillis(days.at(-1)!.endMs, { zone })
  return [...days, { date: after.toISODate()!, startMs: after.toMillis(), endMs: after.plus({ days: 1 }).toMillis() }]
    .filter(({ date }) => dates.includes(date))
    .map(({ startMs, endMs }) => [startMs, endMs])
}
