import { dayShift, dayShifts, withShifts, withTail } from '../corrupt-roster.ts'
import { longer, type RuleCase } from './rule-case.ts'

/** Rules that a single shift can break, each at the very edge of what the small plan allows. */
export const BASIC_SHIFT_CASES: readonly RuleCase[] = [
  {
    kind: 'noOverlap',
    ruleId: 'basic-no-overlap',
    accepts: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T01:00+08:00'), dayShift('bo', '2026-11-10T10:00+08:00')]),
    rejects: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T01:30+08:00'), dayShift('bo', '2026-11-10T10:00+08:00')]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-10T10:00+08:00',
        size: 30,
        unit: 'minutes',
        message: 'bo is on two shifts at once from 2026-11-10T10:00+08:00.',
      },
    ],
  },
  {
    kind: 'noOverlap',
    about: 'a shift of the previous roster that reaches into the week',
    ruleId: 'basic-no-overlap',
    accepts: (week) =>
      withTail(withShifts(week, 'bo', [dayShift('bo', '2026-11-09T08:00+08:00')]), [
        dayShift('bo', '2026-11-08T23:00+08:00'),
      ]),
    rejects: (week) =>
      withTail(withShifts(week, 'bo', [dayShift('bo', '2026-11-09T07:00+08:00')]), [
        dayShift('bo', '2026-11-08T23:00+08:00'),
      ]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-09T07:00+08:00',
        size: 60,
        unit: 'minutes',
        message: 'bo is on two shifts at once from 2026-11-09T07:00+08:00.',
      },
    ],
  },
  {
    kind: 'noOverlap',
    about: 'a long shift over two short ones, each of them',
    ruleId: 'basic-no-overlap',
    accepts: (week) => withShifts(week, 'bo', [longer('bo', '2026-11-10T06:00+08:00', 360)]),
    rejects: (week) =>
      withShifts(week, 'bo', [
        longer('bo', '2026-11-10T06:00+08:00', 360),
        longer('bo', '2026-11-10T08:00+08:00', -480),
        longer('bo', '2026-11-10T20:00+08:00', -480),
      ]),
    found: ['08', '20'].map((hour) => ({
      employeeId: 'bo',
      at: `2026-11-10T${hour}:00+08:00`,
      size: 60,
      unit: 'minutes',
      message: `bo is on two shifts at once from 2026-11-10T${hour}:00+08:00.`,
    })),
  },
  {
    kind: 'maxShiftsPerDay',
    ruleId: 'basic-one-shift-a-day',
    accepts: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T10:00+08:00'), dayShift('bo', '2026-11-11T00:00+08:00')]),
    rejects: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T10:00+08:00'), dayShift('bo', '2026-11-10T23:45+08:00')]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-10',
        size: 1,
        unit: 'shifts',
        message: 'bo starts 2 shifts on 2026-11-10; at most 1 allowed.',
      },
    ],
  },
  {
    kind: 'matchesTemplate',
    ruleId: 'basic-template',
    accepts: (week) => withShifts(week, 'bo', dayShifts('bo', [10])),
    rejects: (week) => withShifts(week, 'bo', [dayShift('bo', '2026-11-10T10:15+08:00')]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-10T10:15+08:00',
        size: 1,
        unit: 'shifts',
        message: "bo's shift at 2026-11-10T10:15+08:00 does not start at a time of template day.",
      },
    ],
  },
  {
    kind: 'fixedShift',
    ruleId: 'basic-fixed-shift',
    accepts: (week) => withShifts(week, 'di', [dayShift('di', '2026-11-10T09:00+08:00')]),
    rejects: (week) => withShifts(week, 'di', dayShifts('di', [10])),
    found: [
      {
        employeeId: 'di',
        at: '2026-11-10T09:00+08:00',
        size: 1,
        unit: 'shifts',
        message: 'di is fixed on day at 2026-11-10T09:00+08:00 but does not work it.',
      },
    ],
  },
  {
    kind: 'requiredSkill',
    ruleId: 'basic-required-skill',
    accepts: (week) => withShifts(week, 'bo', dayShifts('bo', [10])),
    rejects: (week) =>
      withShifts(week, 'bo', [dayShift('bo', '2026-11-10T10:00+08:00', { queueIds: ['chat', 'tickets'] })]),
    found: [
      {
        employeeId: 'bo',
        at: '2026-11-10T10:00+08:00',
        size: 1,
        unit: 'shifts',
        message: 'bo serves tickets from 2026-11-10T10:00+08:00 without the skill.',
      },
    ],
  },
]
