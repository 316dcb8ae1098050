import { DateTime } from 'luxon'
import { instantOnDay, MINUTES_PER_DAY } from '../domain/horizon.ts'
import type { WorkRuleOf } from '../domain/work-rule.ts'

/** Whether a span of work touches the night that a rule forbids; nights of the day before and of both days count. */
export function breaksNightRule(
  rule: WorkRuleOf<'noNightWork'>,
  startMs: number,
  endMs: number,
  zone: string,
): boolean {
  const firstDay = DateTime.fromMillis(startMs, { zone }).startOf('day')
  return [-1, 0, 1].some((offset) => {
    const day = firstDay.plus({ days: offset }).toMillis()
    const nightStart = instantOnDay(day, rule.fromMinute, zone)
    const nightEnd = instantOnDay(day, rule.toMinute + MINUTES_PER_DAY, zone)
    return nightStart < endMs && startMs < nightEnd
  })
}
