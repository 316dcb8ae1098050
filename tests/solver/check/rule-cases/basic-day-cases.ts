import { dayShift, dayShifts, withShifts, withTail } from '../corrupt-roster.ts'
import type { RuleCase } from './rule-case.ts'

/** Rules about days and rest that the small plan has, each at the very edge of what is allowed. */
export const BASIC_DAY_CASES: readonly RuleCase[] = [
  {
    kind: 'timeOff',
    ruleId: 'basic-time-off',
    accepts: (week) => withShifts(week, 'bo', [dayShift('bo', '2026-11-13T15:00+08:00')]),
    rejects: (week) => withShifts(week, 'bo', [dayShift('bo', '2026-11-13T15:15+08:00')]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-13T15:15+08:00',
        size: 15,
        unit: 'minutes',
        message: 'bo works from 2026-11-13T15:15+08:00 during time off.',
      },
    ],
  },
  {
    kind: 'minRestBetweenShifts',
    ruleId: 'rest',
    accepts: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T13:00+08:00'), dayShift('bo', '2026-11-11T09:00+08:00')]),
    rejects: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T13:15+08:00'), dayShift('bo', '2026-11-11T09:00+08:00')]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-11T09:00+08:00',
        size: 15,
        unit: 'minutes',
        message: 'bo has 645 minutes of rest before the shift at 2026-11-11T09:00+08:00; 660 needed.',
      },
    ],
  },
  {
    kind: 'minRestBetweenShifts',
    about: 'across the start of the week',
    ruleId: 'rest',
    accepts: (week) =>
      withTail(withShifts(week, 'bo', [dayShift('bo', '2026-11-09T09:00+08:00')]), [
        dayShift('bo', '2026-11-08T13:00+08:00'),
      ]),
    rejects: (week) =>
      withTail(withShifts(week, 'bo', [dayShift('bo', '2026-11-09T09:00+08:00')]), [
        dayShift('bo', '2026-11-08T14:00+08:00'),
      ]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-09T09:00+08:00',
        size: 60,
        unit: 'minutes',
        message: 'bo has 600 minutes of rest before the shift at 2026-11-09T09:00+08:00; 660 needed.',
      },
    ],
  },
  {
    kind: 'maxConsecutiveDays',
    about: 'the days before the week included',
    ruleId: 'cn-max-consecutive-days',
    accepts: (week) =>
      withTail(withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 14])), dayShifts('bo', [5, 7, 8])),
    rejects: (week) =>
      withTail(withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 13])), dayShifts('bo', [5, 7, 8])),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-07',
        size: 1,
        unit: 'days',
        message: 'bo works 7 days in a row from 2026-11-07; at most 6 allowed.',
      },
    ],
  },
  {
    kind: 'minDaysOffPerWeek',
    ruleId: 'cn-weekly-rest',
    accepts: (week) => withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 13, 14, 15])),
    rejects: (week) => withShifts(week, 'bo', dayShifts('bo', [9, 10, 11, 12, 13, 14, 15])),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-09',
        size: 1,
        unit: 'days',
        message: 'bo has 0 days off in the week of 2026-11-09; 1 needed.',
      },
    ],
  },
  {
    kind: 'noNightWork',
    about: 'the evening',
    ruleId: 'cn-protected-no-night',
    accepts: (week) =>
      withShifts(withShifts(week, 'cy', [dayShift('cy', '2026-11-10T13:00+08:00')]), 'bo', [
        dayShift('bo', '2026-11-10T20:00+08:00'),
      ]),
    rejects: (week) => withShifts(week, 'cy', [dayShift('cy', '2026-11-10T13:30+08:00')]),
    found: [
      {
        employeeId: 'cy',
        at: '2026-11-10T13:30+08:00',
        size: 30,
        unit: 'minutes',
        message: 'cy works 30 minutes of the night in the shift at 2026-11-10T13:30+08:00.',
      },
    ],
  },
  {
    kind: 'noNightWork',
    about: 'the morning that ends the night before',
    ruleId: 'cn-protected-no-night',
    accepts: (week) => withShifts(week, 'cy', [dayShift('cy', '2026-11-10T06:00+08:00')]),
    rejects: (week) => withShifts(week, 'cy', [dayShift('cy', '2026-11-10T05:15+08:00')]),
    found: [
      {
        employeeId: 'cy',
        at: '2026-11-10T05:15+08:00',
        size: 45,
        unit: 'minutes',
        message: 'cy works 45 minutes of the night in the shift at 2026-11-10T05:15+08:00.',
      },
    ],
  },
]
