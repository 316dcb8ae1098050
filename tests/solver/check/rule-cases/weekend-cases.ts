import {
  boWorks,
  changed,
  knownSince,
  ofBo,
  over,
  ownRule,
  type RuleCase,
  shiftsOn,
  workedBefore,
} from './rule-case.ts'

const own = 'own'
const SUNDAY = '2026-11-08'

/** Rules about weekends and days off of longer horizons; Saturdays are days 5 and 12, and -2 before the horizon. */
export const WEEKEND_CASES: readonly RuleCase[] = [
  {
    kind: 'maxWeekends',
    ruleId: own,
    rule: ownRule({ kind: 'maxWeekends', maxWeekends: 1 }),
    accepts: changed(over(2), boWorks(...shiftsOn(5, 6, 11))),
    rejects: changed(over(2), boWorks(...shiftsOn(5, 13))),
    found: [
      ofBo('2026-11-09', 1, 'weekends', 'bo works on 2 weekends of the 14 days from 2026-11-09; at most 1 allowed.'),
    ],
  },
  {
    kind: 'maxWeekends',
    about: 'a Sunday whose Saturday was worked before the horizon counted there',
    ruleId: own,
    rule: ownRule({ kind: 'maxWeekends', maxWeekends: 0 }),
    accepts: changed(over(1, SUNDAY), workedBefore(...shiftsOn(-2)), boWorks(...shiftsOn(-1, 0))),
    rejects: changed(over(1, SUNDAY), workedBefore(knownSince(-2)), boWorks(...shiftsOn(-1, 0))),
    found: [
      ofBo('2026-11-08', 1, 'weekends', 'bo works on 1 weekends of the 7 days from 2026-11-08; at most 0 allowed.'),
    ],
  },
  {
    kind: 'wholeWeekends',
    ruleId: own,
    rule: ownRule({ kind: 'wholeWeekends' }),
    accepts: changed(over(2), boWorks(...shiftsOn(5, 6))),
    rejects: changed(over(2), boWorks(...shiftsOn(5, 13))),
    found: ['14', '21'].map((day) =>
      ofBo(
        `2026-11-${day}`,
        1,
        'weekends',
        `bo works on one day of the weekend of 2026-11-${day} and not on the other.`,
      ),
    ),
  },
  {
    kind: 'wholeWeekends',
    about: 'worked by half before the horizon; the Saturday that ends one is free',
    ruleId: own,
    rule: ownRule({ kind: 'wholeWeekends' }),
    accepts: changed(over(1, SUNDAY), workedBefore(...shiftsOn(-2)), boWorks(...shiftsOn(-1, 5))),
    rejects: changed(over(1, SUNDAY), workedBefore(...shiftsOn(-2)), boWorks(...shiftsOn(0, 5))),
    found: [
      ofBo('2026-11-07', 1, 'weekends', 'bo works on one day of the weekend of 2026-11-07 and not on the other.'),
    ],
  },
  {
    kind: 'minDaysOffPerWeek',
    about: 'in every week',
    ruleId: own,
    rule: ownRule({ kind: 'minDaysOffPerWeek', minDays: 2 }),
    accepts: changed(over(2), boWorks(...shiftsOn(2, 3, 4, 5, 6, 7, 8, 9, 10, 11))),
    rejects: changed(over(2), boWorks(...shiftsOn(2, 3, 4, 5, 7, 8, 9, 10, 11, 12))),
    found: [ofBo('2026-11-16', 1, 'days', 'bo has 1 days off in the week of 2026-11-16; 2 needed.')],
  },
]
