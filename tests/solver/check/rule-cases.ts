import type { Violation } from '../../../solver/domain/plan-outputs.ts'
import type { WorkRule, WorkRuleKind } from '../../../solver/domain/work-rule.ts'
import { dayShift, dayShifts, type GoodWeek, withShifts, withTail } from './corrupt-roster.ts'

type Change = (week: GoodWeek) => GoodWeek
type Found = Pick<Violation, 'employeeId' | 'at' | 'size' | 'unit' | 'message'>

/** A rule, the nearest week that it accepts, and a week spoilt by as little as it takes. */
export interface RuleCase {
  readonly kind: WorkRuleKind
  /** Which side of the rule, where it has more than one. */
  readonly about?: string
  readonly ruleId: string
  /** A rule to add when the small plan has none of the kind. */
  readonly rule?: WorkRule
  readonly accepts: Change
  readonly rejects: Change
  readonly found: readonly Found[]
}

const MINUTE = 60_000
const longer = (id: string, start: string, minutes: number) =>
  dayShift(id, start, { endMs: Date.parse(start) + (540 + minutes) * MINUTE })
const withBalance = (week: GoodWeek, id: string, overtimeMinutesThisMonth: number): GoodWeek => ({
  ...week,
  inputs: {
    ...week.inputs,
    employees: week.inputs.employees.map((each) => (each.id === id ? { ...each, overtimeMinutesThisMonth } : each)),
  },
})

/** At least one for every kind of rule, each at the very edge of what is allowed. */
export const RULE_CASES: readonly RuleCase[] = [
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
        message: 'bo works 540 minutes of overtime in the week; contract full-time allows 480.',
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
        message: 'bo reaches 2220 minutes of overtime in the month; at most 2160 allowed.',
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
        message: 'bo is paid for 16 hours that the roster does not use.',
      },
    ],
  },
  {
    kind: 'dayOffRequest',
    ruleId: 'days-asked-for',
    accepts: (week) => withShifts(week, 'an', dayShifts('an', [9, 10, 11, 12, 14])),
    rejects: (week) => withShifts(week, 'an', dayShifts('an', [9, 10, 11, 12, 15])),
    found: [
      {
        employeeId: 'an',
        at: '2026-11-15',
        size: 1,
        unit: 'days',
        message: 'an works on 2026-11-15, asked for as a day off.',
      },
    ],
  },
]
