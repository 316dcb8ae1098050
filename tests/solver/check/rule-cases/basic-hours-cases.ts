import { dayShifts, withShifts } from '../corrupt-roster.ts'
import { longer, type RuleCase, withBalance } from './rule-case.ts'

/** Rules about hours that the small plan has, each at the very edge of what is allowed. */
export const BASIC_HOURS_CASES: readonly RuleCase[] = [
  {
    kind: 'maxMinutesPerPeriod',
    about: 'day',
    ruleId: 'cn-max-day',
    accepts: (week) => withShifts(week, 'bo', [longer('bo', '2026-11-10T09:00+08:00', 180)]),
    rejects: (week) => withShifts(week, 'bo', [longer('bo', '2026-11-10T09:00+08:00', 195)]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-10',
        size: 15,
        unit: 'minutes',
        message: 'bo works 675 minutes in the day of 2026-11-10; at most 660 allowed.',
      },
    ],
  },
  {
    kind: 'maxMinutesPerPeriod',
    about: 'week, of those whom the rule binds',
    ruleId: 'cn-protected-no-overtime',
    accepts: (week) =>
      withShifts(
        withShifts(week, 'cy', dayShifts('cy', [9, 10, 11, 12, 13])),
        'bo',
        dayShifts('bo', [9, 10, 11, 12, 13, 15]),
      ),
    rejects: (week) => withShifts(week, 'cy', dayShifts('cy', [9, 10, 11, 12, 13, 15])),
    found: [
      {
        employeeId: 'cy',
        at: '2026-11-09',
        size: 480,
        unit: 'minutes',
        message: 'cy works 2880 minutes in the week of 2026-11-09; at most 2400 allowed.',
      },
    ],
  },
  {
    kind: 'maxOvertimeMinutesPerWeek',
    ruleId: 'basic-contract-overtime',
    accepts: (week) => withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 13, 15])),
    rejects: (week) =>
      withShifts(week, 'bo', [...dayShifts('bo', [9, 10, 11, 12, 13]), longer('bo', '2026-11-15T10:00+08:00', 60)]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-09',
        size: 60,
        unit: 'minutes',
        message: 'bo works 540 minutes of overtime in the week of 2026-11-09; contract full-time allows 480.',
      },
    ],
  },
  {
    kind: 'maxOvertimeMinutesPerMonth',
    ruleId: 'cn-max-overtime-month',
    accepts: (week) => withBalance(withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 13, 15])), 'bo', 1680),
    rejects: (week) => withBalance(withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 13, 15])), 'bo', 1740),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-09',
        size: 60,
        unit: 'minutes',
        message: 'bo reaches 2220 minutes of overtime in the month of 2026-11-09; at most 2160 allowed.',
      },
    ],
  },
  {
    kind: 'guaranteedMinutes',
    ruleId: 'guarantee',
    accepts: (week) => withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 13])),
    rejects: (week) => withShifts(week, 'bo', dayShifts('bo', [9, 10, 11])),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-09',
        size: 16,
        unit: 'hours',
        message: 'bo is paid for 16 hours in the week of 2026-11-09 that the roster does not use.',
      },
    ],
  },
]
