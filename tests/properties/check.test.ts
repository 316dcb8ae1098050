import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assignment } from '../../solver/domain/roster.ts'
import { checkWeek, emptyWeek } from '../solver/check/corrupt-roster.ts'
import {
  boWorks,
  type Change,
  changed,
  knownSince,
  over,
  ownRule,
  shiftOn,
  workedBefore,
} from '../solver/check/rule-cases/rule-case.ts'

const nobody = emptyWeek()
const nights = { fromMinute: 22 * 60, toMinute: 6 * 60 }
const pay = { premium: 0.5 }
const bindsBo = { appliesTo: { employees: ['bo'] } }

/** Rules whose findings in several weeks are those of each week after the others. */
const RULES = [
  { kind: 'noOverlap' },
  { kind: 'minRestBetweenShifts', minMinutes: 660 },
  { kind: 'minLongRest', minMinutes: 35 * 60 },
  { kind: 'maxConsecutiveDays', maxDays: 3 },
  { kind: 'minConsecutiveDays', minDays: 3 },
  { kind: 'maxConsecutiveDaysOff', maxDays: 2 },
  { kind: 'minConsecutiveDaysOff', minDays: 2 },
  { kind: 'minDaysOffPerWeek', minDays: 3 },
  { kind: 'maxDaysInRolling', days: 5, maxDays: 3 },
  { kind: 'wholeWeekends' },
  { kind: 'noNightWork', ...nights },
  { kind: 'maxConsecutiveNights', ...nights, minNightMinutes: 60, maxNights: 1 },
  { kind: 'maxNights', ...nights, minNightMinutes: 60, period: 'week', maxNights: 1 },
  { kind: 'maxNightShiftMinutes', ...nights, minNightMinutes: 60, maxMinutes: 400 },
  { kind: 'maxMinutesPerPeriod', period: 'day', maxMinutes: 400 },
  { kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 1000 },
  { kind: 'minMinutesPerPeriod', period: 'week', minMinutes: 1500 },
  { kind: 'maxOvertimeMinutesPerWeek' },
  { kind: 'maxOvertimeMinutesPerDay', ordinaryMinutes: 400, maxMinutes: 60 },
  { kind: 'guaranteedMinutes', severity: 'soft', penaltyPerUnit: 60 },
  { kind: 'forbiddenSuccession', first: ['late'], next: ['day'] },
  { kind: 'maxShiftsOfTemplates', templates: ['late'], period: 'week', maxShifts: 1 },
  { kind: 'startTimeConsistency', toleranceMinutes: 120 },
  { kind: 'dayPremium', ...pay, aboveMinutes: 300 },
  { kind: 'seventhDayPremium', ...pay, aboveMinutes: 0 },
  { kind: 'datePremium', ...pay, dates: ['2026-11-11', '2026-11-15', '2026-11-17'] },
  { kind: 'nightPremium', ...pay, ...nights },
  { kind: 'shortRestPremium', ...pay, minRestMinutes: 660 },
]

const OWN = RULES.map((rule) => ownRule({ ...rule, id: `${rule.kind}-${JSON.stringify(rule).length}`, ...bindsBo }))

/** Starts of bo's shifts on 21 days in a row, of which the first seven lie before the horizon; null is a day off. */
const days = fc.array(fc.option(fc.constantFrom(3, 10, 15, 20), { freq: 3 }), { minLength: 21, maxLength: 21 })

const shiftsOf = (starts: readonly (number | null)[]): Assignment[] =>
  starts.flatMap((start, day) =>
    start === null ? [] : [shiftOn(day - 7, start, { templateId: start < 15 ? 'day' : 'late' })],
  )

const MONDAY = Date.parse('2026-11-09T00:00+08:00')
const isInWeek =
  (week: number) =>
  ({ startMs }: Assignment): boolean =>
    Math.floor((startMs - MONDAY) / (7 * 86_400_000)) === week

/** What each rule finds, in its unit, and what the rules of pay pay together. */
function amountsOf(...changes: readonly Change[]): Record<string, number> {
  const week = { ...nobody, inputs: { ...nobody.inputs, workRules: OWN } }
  const { violations, costs } = checkWeek(changed(...changes)(week))
  const amounts: Record<string, number> = { premiums: costs.premiums }
  for (const { ruleId, size } of violations) amounts[ruleId] = (amounts[ruleId] ?? 0) + size
  return amounts
}

describe('checking a horizon of two weeks', () => {
  it('finds what checking one week after the other finds', () => {
    const findings = new Map(OWN.filter(({ severity }) => severity !== 'pay').map(({ id }) => [id, 0]))
    fc.assert(
      fc.property(days, (starts) => {
        // A shift of hers at its beginning makes all the days since then known.
        const before = [knownSince(-7), ...shiftsOf(starts.slice(0, 7))]
        const [first, second] = [0, 1].map((week) => shiftsOf(starts).filter(isInWeek(week)))
        const both = amountsOf(over(2), workedBefore(...before), boWorks(...first!, ...second!))
        const one = amountsOf(over(1), workedBefore(...before), boWorks(...first!))
        const other = amountsOf(over(1, '2026-11-16'), workedBefore(...before, ...first!), boWorks(...second!))
        for (const [id, times] of findings) {
          expect([id, both[id] ?? 0]).toEqual([id, (one[id] ?? 0) + (other[id] ?? 0)])
          if (both[id]) findings.set(id, times + 1)
        }
        // Each check rounds to whole minor units.
        expect(Math.abs(both.premiums! - one.premiums! - other.premiums!)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 200, seed: 7 },
    )
    for (const found of findings) expect(found[1], found[0]).toBeGreaterThan(5)
  })
})
