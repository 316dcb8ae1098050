import { dayShifts, withShifts } from '../corrupt-roster.ts'
import {
  asks,
  balances,
  boWorks,
  changed,
  ofBo,
  over,
  ownRule,
  type RuleCase,
  shiftOn,
  shiftsOn,
  workedBefore,
} from './rule-case.ts'

const own = 'own'
const soft = { severity: 'soft', penaltyPerUnit: 100 }
const share = { ...soft, kind: 'fairShare', allowancePerWeek: 1 }

/** What people ask for, and what they have a fair share of; each at the very edge. */
export const REQUEST_CASES: readonly RuleCase[] = [
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
  {
    kind: 'dayOffRequest',
    about: 'times the weightiest request',
    ruleId: 'days-asked-for',
    accepts: changed(
      asks('dayOffRequest', '2026-11-10T00:00', '2026-11-11T00:00', { weight: 2 }),
      boWorks(...shiftsOn(0, 2)),
    ),
    rejects: changed(
      asks('dayOffRequest', '2026-11-10T00:00', '2026-11-11T00:00', { weight: 2 }),
      asks('dayOffRequest', '2026-11-10T12:00', '2026-11-12T00:00', { weight: 3 }),
      boWorks(...shiftsOn(1)),
    ),
    found: [ofBo('2026-11-10', 3, 'days', 'bo works on 2026-11-10, asked for as a day off.')],
  },
  {
    kind: 'shiftOnRequest',
    about: 'of a template, in a span',
    ruleId: own,
    rule: ownRule({ ...soft, kind: 'shiftOnRequest' }),
    accepts: changed(
      asks('shiftOnRequest', '2026-11-10T10:00', '2026-11-10T10:01', { templateId: 'day', weight: 4 }),
      boWorks(shiftOn(1)),
    ),
    rejects: changed(
      asks('shiftOnRequest', '2026-11-10T09:00', '2026-11-10T10:00', { templateId: 'day', weight: 4 }),
      boWorks(shiftOn(1)),
    ),
    found: [
      ofBo('2026-11-10T09:00+08:00', 4, 'shifts', 'bo asked for day from 2026-11-10T09:00+08:00 and does not have it.'),
    ],
  },
  {
    kind: 'shiftOnRequest',
    about: 'any shift, be it one before the horizon',
    ruleId: own,
    rule: ownRule({ ...soft, kind: 'shiftOnRequest' }),
    accepts: changed(
      asks('shiftOnRequest', '2026-11-08T00:00', '2026-11-10T00:00'),
      workedBefore(shiftOn(-1)),
      boWorks(shiftOn(1)),
    ),
    rejects: changed(
      asks('shiftOnRequest', '2026-11-08T00:00', '2026-11-10T00:00'),
      workedBefore(shiftOn(-2)),
      boWorks(shiftOn(1)),
    ),
    found: [
      ofBo(
        '2026-11-08T00:00+08:00',
        1,
        'shifts',
        'bo asked for a shift from 2026-11-08T00:00+08:00 and does not have it.',
      ),
    ],
  },
  {
    kind: 'shiftOffRequest',
    ruleId: own,
    rule: ownRule({ ...soft, kind: 'shiftOffRequest' }),
    accepts: changed(
      asks('shiftOffRequest', '2026-11-10T00:00', '2026-11-11T00:00', { templateId: 'day', weight: 2 }),
      boWorks(shiftOn(1, 10, { templateId: 'late' }), shiftOn(2)),
    ),
    rejects: changed(
      asks('shiftOffRequest', '2026-11-10T00:00', '2026-11-11T00:00', { templateId: 'day', weight: 2 }),
      boWorks(shiftOn(1), shiftOn(2)),
    ),
    found: [
      ofBo('2026-11-10T10:00+08:00', 2, 'shifts', 'bo works day at 2026-11-10T10:00+08:00, asked not to be given.'),
    ],
  },
  {
    kind: 'preferredHours',
    about: 'of several spans the one that suits best',
    ruleId: own,
    rule: ownRule({ ...soft, kind: 'preferredHours' }),
    accepts: changed(
      asks('preferredHours', '2026-11-10T10:00', '2026-11-10T19:00'),
      boWorks(shiftOn(1), shiftOn(2, 13)),
    ),
    rejects: changed(
      asks('preferredHours', '2026-11-10T10:30', '2026-11-10T18:00'),
      asks('preferredHours', '2026-11-10T16:00', '2026-11-10T20:00'),
      boWorks(shiftOn(1), shiftOn(2, 13)),
    ),
    found: [
      ofBo(
        '2026-11-10T10:00+08:00',
        1.5,
        'hours',
        "bo's shift at 2026-11-10T10:00+08:00 lies 1.5 hours outside the preferred ones.",
      ),
    ],
  },
  {
    kind: 'fairShare',
    about: 'evenings, with what the group had before',
    ruleId: own,
    rule: ownRule({ ...share, of: 'evenings', from: '18:00', to: '24:00' }),
    // Two weeks allow 2; bo had 2 before and the four of the group 1 on average.
    accepts: changed(
      over(2),
      balances('bo', { evenings: 2 }),
      balances('an', { evenings: 2 }),
      boWorks(shiftOn(0, 9.5)),
    ),
    rejects: changed(
      over(2),
      balances('bo', { evenings: 2 }),
      balances('an', { evenings: 2 }),
      boWorks(shiftOn(0, 9.5), shiftOn(7, 9.5), shiftOn(8, 9)),
    ),
    found: [ofBo('2026-11-09', 1, 'shifts', 'bo works 2 evenings from 2026-11-09 on; 1 are a fair share.')],
  },
  {
    kind: 'fairShare',
    about: 'nights, a part of a shift rounded up, and one that begins after midnight',
    ruleId: own,
    rule: ownRule({ ...share, of: 'nights', from: '22:00', to: '30:00' }),
    // 1 - (0 - 1/4): two, rounded up.
    accepts: changed(balances('an', { nights: 1 }), boWorks(shiftOn(0, 20), shiftOn(2, 5.5))),
    rejects: changed(balances('an', { nights: 1 }), boWorks(shiftOn(0, 20), shiftOn(2, 5.5), shiftOn(4, 13.25))),
    found: [ofBo('2026-11-09', 1, 'shifts', 'bo works 3 nights from 2026-11-09 on; 2 are a fair share.')],
  },
  {
    kind: 'fairShare',
    about: 'weekends, never less than none',
    ruleId: own,
    rule: ownRule({ ...share, of: 'weekends' }),
    accepts: changed(balances('bo', { weekends: 40 }), boWorks(...shiftsOn(0, 4))),
    rejects: changed(balances('bo', { weekends: 40 }), boWorks(...shiftsOn(0, 5, 6))),
    found: [ofBo('2026-11-09', 2, 'shifts', 'bo works 2 weekends from 2026-11-09 on; 0 are a fair share.')],
  },
  {
    kind: 'fairShare',
    about: 'holidays',
    ruleId: own,
    rule: ownRule({ ...share, of: 'holidays', dates: ['2026-11-10', '2026-11-11'] }),
    accepts: boWorks(...shiftsOn(0, 1, 3)),
    rejects: boWorks(...shiftsOn(0, 1, 2, 3)),
    found: [ofBo('2026-11-09', 1, 'shifts', 'bo works 2 holidays from 2026-11-09 on; 1 are a fair share.')],
  },
]
