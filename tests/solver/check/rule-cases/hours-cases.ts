import {
  balances,
  boWorks,
  changed,
  lasting,
  ofBo,
  over,
  ownRule,
  people,
  type RuleCase,
  shiftOn,
  shiftsOn,
} from './rule-case.ts'

const own = 'own'
const SIX_DAYS = [0, 1, 2, 3, 4, 5]
const weeksOfSix = (...weeks: readonly number[]) =>
  shiftsOn(...weeks.flatMap((week) => SIX_DAYS.map((day) => week * 7 + day)))

/** Rules about minutes of longer horizons, months and averages; a shift is eight hours, 480 minutes. */
export const HOURS_CASES: readonly RuleCase[] = [
  {
    kind: 'maxMinutesPerPeriod',
    about: 'each week',
    ruleId: own,
    rule: ownRule({ kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 960 }),
    accepts: changed(over(2), boWorks(...shiftsOn(5, 6, 7, 8))),
    rejects: changed(over(2), boWorks(...shiftsOn(5, 7, 8, 9))),
    found: [
      ofBo('2026-11-16', 480, 'minutes', 'bo works 1440 minutes in the week of 2026-11-16; at most 960 allowed.'),
    ],
  },
  {
    kind: 'maxMinutesPerPeriod',
    about: 'each month, the first with its balance',
    ruleId: own,
    rule: ownRule({ kind: 'maxMinutesPerPeriod', period: 'month', maxMinutes: 960 }),
    // Day 21 is 30 November.
    accepts: changed(over(4), balances('bo', { minutesThisMonth: 480 }), boWorks(...shiftsOn(21, 22, 23))),
    rejects: changed(over(4), balances('bo', { minutesThisMonth: 480 }), boWorks(...shiftsOn(20, 21, 22, 23, 24))),
    found: [
      ofBo('2026-11-09', 480, 'minutes', 'bo works 1440 minutes in the month of 2026-11-09; at most 960 allowed.'),
      ofBo('2026-12-01', 480, 'minutes', 'bo works 1440 minutes in the month of 2026-12-01; at most 960 allowed.'),
    ],
  },
  {
    kind: 'maxMinutesPerPeriod',
    about: "a balance that is too much by itself leaves nothing, and is nobody's doing",
    ruleId: own,
    rule: ownRule({ kind: 'maxMinutesPerPeriod', period: 'month', maxMinutes: 960 }),
    accepts: changed(balances('bo', { minutesThisMonth: 5000 }), boWorks()),
    rejects: changed(balances('bo', { minutesThisMonth: 5000 }), boWorks(shiftOn(1))),
    found: [
      ofBo('2026-11-09', 480, 'minutes', 'bo works 5480 minutes in the month of 2026-11-09; at most 960 allowed.'),
    ],
  },
  {
    kind: 'maxMinutesPerPeriod',
    about: 'horizon',
    ruleId: own,
    rule: ownRule({ kind: 'maxMinutesPerPeriod', period: 'horizon', maxMinutes: 960 }),
    accepts: changed(over(2), boWorks(...shiftsOn(0, 13))),
    rejects: changed(over(2), boWorks(shiftOn(0), lasting(1, shiftOn(13)))),
    found: [
      ofBo('2026-11-09', 1, 'minutes', 'bo works 961 minutes in the horizon of 2026-11-09; at most 960 allowed.'),
    ],
  },
  {
    kind: 'minMinutesPerPeriod',
    about: 'each week',
    ruleId: own,
    rule: ownRule({ kind: 'minMinutesPerPeriod', period: 'week', minMinutes: 480 }),
    accepts: changed(over(2), boWorks(...shiftsOn(6, 7))),
    rejects: changed(over(2), boWorks(shiftOn(6), lasting(-15, shiftOn(7)))),
    found: [ofBo('2026-11-16', 15, 'minutes', 'bo works 465 minutes in the week of 2026-11-16; at least 480 needed.')],
  },
  {
    kind: 'minMinutesPerPeriod',
    about: 'horizon',
    ruleId: own,
    rule: ownRule({ kind: 'minMinutesPerPeriod', period: 'horizon', minMinutes: 960 }),
    accepts: changed(over(2), boWorks(...shiftsOn(6, 7))),
    rejects: changed(over(2), boWorks(...shiftsOn(6))),
    found: [
      ofBo('2026-11-09', 480, 'minutes', 'bo works 480 minutes in the horizon of 2026-11-09; at least 960 needed.'),
    ],
  },
  {
    kind: 'guaranteedMinutes',
    about: 'each week',
    ruleId: 'guarantee',
    accepts: changed(over(2), boWorks(...shiftsOn(0, 1, 2, 3, 4, 7, 8, 9, 10, 11))),
    rejects: changed(over(2), boWorks(...shiftsOn(0, 1, 2, 3, 4, 5, 7, 8, 9, 10))),
    found: [
      ofBo('2026-11-16', 8, 'hours', 'bo is paid for 8 hours in the week of 2026-11-16 that the roster does not use.'),
    ],
  },
  {
    kind: 'maxOvertimeMinutesPerWeek',
    about: 'each week',
    ruleId: 'basic-contract-overtime',
    accepts: changed(over(2), boWorks(...weeksOfSix(0, 1))),
    rejects: changed(over(2), boWorks(...weeksOfSix(0), ...shiftsOn(7, 8, 9, 10, 11, 12, 13))),
    found: [
      ofBo(
        '2026-11-16',
        480,
        'minutes',
        'bo works 960 minutes of overtime in the week of 2026-11-16; contract full-time allows 480.',
      ),
    ],
  },
  {
    kind: 'maxOvertimeMinutesPerDay',
    ruleId: own,
    rule: ownRule({ kind: 'maxOvertimeMinutesPerDay', ordinaryMinutes: 480, maxMinutes: 60 }),
    accepts: boWorks(lasting(60, shiftOn(1))),
    rejects: boWorks(lasting(75, shiftOn(1))),
    found: [ofBo('2026-11-10', 15, 'minutes', 'bo works 75 minutes of overtime on 2026-11-10; at most 60 allowed.')],
  },
  {
    kind: 'maxOvertimeMinutesPerMonth',
    about: 'a week counts in the month of its first day',
    ruleId: 'cn-max-overtime-month',
    // Weeks from 23 November, 30 November and 7 December; 1200 minutes before.
    accepts: changed(
      over(3, '2026-11-23'),
      people({ bo: { overtimeMinutesThisMonth: 1200 } }),
      boWorks(...weeksOfSix(2, 3, 4)),
    ),
    rejects: changed(
      over(3, '2026-11-23'),
      people({ bo: { overtimeMinutesThisMonth: 1260 } }),
      boWorks(...weeksOfSix(2, 3, 4)),
    ),
    found: [
      ofBo(
        '2026-11-23',
        60,
        'minutes',
        'bo reaches 2220 minutes of overtime in the month of 2026-11-23; at most 2160 allowed.',
      ),
    ],
  },
  {
    kind: 'maxAverageMinutesPerWeek',
    about: 'with what was worked of the reference period',
    ruleId: own,
    rule: ownRule({ kind: 'maxAverageMinutesPerWeek', maxMinutesPerWeek: 2880, referenceWeeks: 17 }),
    // 2880 * (10 + 2) - 33600 = 960.
    accepts: changed(
      over(2),
      balances('bo', { referenceMinutes: 33_600, referenceWeeksWorked: 10 }),
      boWorks(...shiftsOn(0, 8)),
    ),
    rejects: changed(
      over(2),
      balances('bo', { referenceMinutes: 33_601, referenceWeeksWorked: 10 }),
      boWorks(...shiftsOn(0, 8)),
    ),
    found: [
      ofBo('2026-11-09', 1, 'minutes', 'bo works 960 minutes; an average of 2880 a week over 17 weeks leaves 959.'),
    ],
  },
  {
    kind: 'maxAverageMinutesPerWeek',
    about: 'over no more weeks than the reference period has',
    ruleId: own,
    rule: ownRule({ kind: 'maxAverageMinutesPerWeek', maxMinutesPerWeek: 480, referenceWeeks: 4 }),
    accepts: changed(
      over(2),
      balances('bo', { referenceMinutes: 960, referenceWeeksWorked: 3 }),
      boWorks(...shiftsOn(0, 8)),
    ),
    rejects: changed(
      over(2),
      balances('bo', { referenceMinutes: 960, referenceWeeksWorked: 3 }),
      boWorks(...shiftsOn(0, 1, 8)),
    ),
    found: [
      ofBo('2026-11-09', 480, 'minutes', 'bo works 1440 minutes; an average of 480 a week over 4 weeks leaves 960.'),
    ],
  },
  {
    kind: 'maxNightShiftMinutes',
    about: 'of shifts with three hours of the night',
    ruleId: own,
    rule: ownRule({
      kind: 'maxNightShiftMinutes',
      fromMinute: 23 * 60,
      toMinute: 6 * 60,
      minNightMinutes: 180,
      maxMinutes: 480,
    }),
    // Until 01:59, and eight hours until 02:00.
    accepts: boWorks(lasting(59, shiftOn(1, 16)), shiftOn(3, 17)),
    rejects: boWorks(lasting(60, shiftOn(1, 16))),
    found: [
      ofBo(
        '2026-11-10T16:00+08:00',
        60,
        'minutes',
        'bo works 540 minutes in the night shift at 2026-11-10T16:00+08:00; at most 480 allowed.',
      ),
    ],
  },
]
