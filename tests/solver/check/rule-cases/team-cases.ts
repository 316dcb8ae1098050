import type { Assignment } from '../../../../solver/domain/roster.ts'
import { changed, lasting, onlyWork, over, ownRule, people, type RuleCase, shiftOn, workedBefore } from './rule-case.ts'

const own = 'own'
const asSupervisor = people({ bo: { roles: ['supervisor'] } })
const of = (employeeId: string, shift: Assignment): Assignment => ({ ...shift, employeeId })

/** Rules about everybody together; what they find is nobody's own. */
export const TEAM_CASES: readonly RuleCase[] = [
  {
    kind: 'minPresence',
    about: 'of a role, breaks included and on call not',
    ruleId: own,
    rule: ownRule({
      kind: 'minPresence',
      appliesTo: { roles: ['supervisor'] },
      from: '10:00',
      to: '19:00',
      weekdays: [2],
      agents: 1,
    }),
    accepts: changed(asSupervisor, onlyWork(shiftOn(1), shiftOn(3, 15))),
    rejects: changed(asSupervisor, onlyWork(shiftOn(1, 11.5), of('an', shiftOn(1)), shiftOn(1, 9, { onCall: true }))),
    found: [
      {
        at: '2026-11-10T10:00+08:00',
        size: 1.5,
        unit: 'hours',
        message:
          '0 of 1 needed are on duty at 2026-11-10T10:00+08:00 (supervisor); 1.5 person-hours are missing by 2026-11-10T19:00+08:00.',
      },
    ],
  },
  {
    kind: 'minPresence',
    about: 'one for so many others, past midnight',
    ruleId: own,
    rule: ownRule({
      kind: 'minPresence',
      appliesTo: { roles: ['supervisor'] },
      from: '20:00',
      to: '29:00',
      weekdays: [1],
      agents: 0,
      perOthers: 2,
    }),
    accepts: changed(
      asSupervisor,
      onlyWork(shiftOn(0, 20), of('an', shiftOn(0, 20)), of('di', shiftOn(0, 20)), of('cy', shiftOn(1, 5))),
    ),
    rejects: changed(
      asSupervisor,
      onlyWork(shiftOn(0, 20), of('an', shiftOn(0, 20)), of('di', shiftOn(0, 20)), of('cy', shiftOn(1, 4))),
    ),
    found: [
      {
        at: '2026-11-10T04:00+08:00',
        size: 0.5,
        unit: 'hours',
        message:
          '1 of 1.5 needed are on duty at 2026-11-10T04:00+08:00 (supervisor); 0.5 person-hours are missing by 2026-11-10T05:00+08:00.',
      },
    ],
  },
  {
    kind: 'minPresence',
    about: 'in every week, from the first interval of the horizon to its last',
    ruleId: own,
    rule: ownRule({ kind: 'minPresence', from: '23:00', to: '25:00', weekdays: [7], agents: 1 }),
    accepts: changed(over(2), workedBefore(shiftOn(-1, 22)), onlyWork(shiftOn(6, 22), shiftOn(13, 22))),
    rejects: changed(over(2), onlyWork(shiftOn(6, 22))),
    found: [
      {
        at: '2026-11-09T00:00+08:00',
        size: 1,
        unit: 'hours',
        message:
          '0 of 1 needed are on duty at 2026-11-09T00:00+08:00 (everybody); 1 person-hours are missing by 2026-11-09T01:00+08:00.',
      },
      {
        at: '2026-11-22T23:00+08:00',
        size: 1,
        unit: 'hours',
        message:
          '0 of 1 needed are on duty at 2026-11-22T23:00+08:00 (everybody); 1 person-hours are missing by 2026-11-23T00:00+08:00.',
      },
    ],
  },
  {
    kind: 'shiftCover',
    about: 'too few, on weekdays and dates',
    ruleId: own,
    rule: ownRule({
      kind: 'shiftCover',
      templates: ['day'],
      weekdays: [2],
      dates: ['2026-11-12'],
      agents: 2,
      appliesTo: { employees: ['an', 'bo'] },
    }),
    accepts: onlyWork(shiftOn(1), of('an', shiftOn(1)), shiftOn(3), of('an', shiftOn(3)), of('di', shiftOn(3))),
    rejects: onlyWork(shiftOn(1), of('di', shiftOn(1)), shiftOn(3, 10, { templateId: 'late' })),
    found: [
      { at: '2026-11-10', size: 1, unit: 'shifts', message: '1 shifts of day start on 2026-11-10; 2 needed.' },
      { at: '2026-11-12', size: 2, unit: 'shifts', message: '0 shifts of day start on 2026-11-12; 2 needed.' },
    ],
  },
  {
    kind: 'shiftCover',
    about: 'too many, where that has a price',
    ruleId: own,
    rule: ownRule({
      kind: 'shiftCover',
      severity: 'soft',
      penaltyPerUnit: 100,
      templates: ['day'],
      weekdays: [2],
      agents: 1,
      surplusPenalty: 7,
    }),
    accepts: onlyWork(shiftOn(1)),
    rejects: onlyWork(shiftOn(1), of('an', shiftOn(1)), of('di', shiftOn(1))),
    found: [
      { at: '2026-11-10', size: 2, unit: 'shifts', message: '3 shifts of day start on 2026-11-10; 1 are enough.' },
    ],
  },
  {
    kind: 'minutesBudget',
    about: 'of each week',
    ruleId: own,
    rule: ownRule({ kind: 'minutesBudget', maxMinutes: 960, appliesTo: { employees: ['an', 'bo'] } }),
    accepts: changed(
      over(2),
      onlyWork(shiftOn(0), of('an', shiftOn(0)), of('di', shiftOn(0)), shiftOn(7), of('an', shiftOn(8))),
    ),
    rejects: changed(
      over(2),
      onlyWork(shiftOn(0), of('an', shiftOn(0)), shiftOn(7), lasting(15, of('an', shiftOn(8)))),
    ),
    found: [
      {
        at: '2026-11-16',
        size: 15,
        unit: 'minutes',
        message: 'All together work 975 minutes in the week of 2026-11-16 (an, bo); at most 960 allowed.',
      },
    ],
  },
]
