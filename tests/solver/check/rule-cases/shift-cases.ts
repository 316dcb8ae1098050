import type { Assignment, PlacedBreak } from '../../../../solver/domain/roster.ts'
import {
  asks,
  boWorks,
  changed,
  lasting,
  ofBo,
  over,
  ownRule,
  type RuleCase,
  shiftOn,
  workedBefore,
} from './rule-case.ts'

const own = 'own'
const MINUTE = 60_000

const late = (day: number): Assignment => shiftOn(day, 13, { templateId: 'late' })
const onCall = (day: number): Assignment => shiftOn(day, 10, { onCall: true })

/** The shift with its breaks replaced: kind, minutes from its start, length and whether paid. */
const withBreaks = (
  shift: Assignment,
  ...breaks: readonly [PlacedBreak['kind'], at: number, minutes: number, paid: boolean][]
): Assignment => ({
  ...shift,
  breaks: breaks.map(([kind, at, minutes, paid]) => ({
    kind,
    paid,
    startMs: shift.startMs + at * MINUTE,
    endMs: shift.startMs + (at + minutes) * MINUTE,
  })),
})
const split = (day: number, gap: number): Assignment => withBreaks(shiftOn(day), ['meal', 240, gap, false])

/** Rules about single shifts and their order that the small plan has none of. */
export const SHIFT_CASES: readonly RuleCase[] = [
  {
    kind: 'fixedShift',
    about: 'of the horizon alone',
    ruleId: 'basic-fixed-shift',
    accepts: changed(
      asks('fixedShift', '2026-11-08T10:00', '2026-11-08T19:00', { templateId: 'day' }),
      asks('fixedShift', '2026-11-16T00:00', '2026-11-16T09:00', { templateId: 'day' }),
      boWorks(),
    ),
    rejects: changed(asks('fixedShift', '2026-11-15T23:00', '2026-11-16T08:00', { templateId: 'day' }), boWorks()),
    found: [
      ofBo('2026-11-15T23:00+08:00', 1, 'shifts', 'bo is fixed on day at 2026-11-15T23:00+08:00 but does not work it.'),
    ],
  },
  {
    kind: 'forbiddenSuccession',
    ruleId: own,
    rule: ownRule({ kind: 'forbiddenSuccession', first: ['late'], next: ['day'] }),
    accepts: boWorks(shiftOn(0), late(1), late(2), shiftOn(4)),
    rejects: boWorks(shiftOn(0), late(1), shiftOn(2)),
    found: [ofBo('2026-11-11T10:00+08:00', 1, 'shifts', 'bo works day at 2026-11-11T10:00+08:00, the day after late.')],
  },
  {
    kind: 'forbiddenSuccession',
    about: 'across the start of the horizon',
    ruleId: own,
    rule: ownRule({ kind: 'forbiddenSuccession', first: ['late'], next: ['day'] }),
    accepts: changed(workedBefore(late(-2)), boWorks(shiftOn(0))),
    rejects: changed(workedBefore(late(-1)), boWorks(shiftOn(0))),
    found: [ofBo('2026-11-09T10:00+08:00', 1, 'shifts', 'bo works day at 2026-11-09T10:00+08:00, the day after late.')],
  },
  {
    kind: 'maxShiftsOfTemplates',
    about: 'each week',
    ruleId: own,
    rule: ownRule({ kind: 'maxShiftsOfTemplates', templates: ['late', 'dusk'], period: 'week', maxShifts: 1 }),
    accepts: changed(over(2), boWorks(late(0), shiftOn(1), late(7))),
    rejects: changed(over(2), boWorks(late(0), late(7), shiftOn(8, 13, { templateId: 'dusk' }))),
    found: [
      ofBo('2026-11-16', 1, 'shifts', 'bo works 2 shifts of late, dusk in the week of 2026-11-16; at most 1 allowed.'),
    ],
  },
  {
    kind: 'maxShiftsOfTemplates',
    about: 'horizon, none at all',
    ruleId: own,
    rule: ownRule({ kind: 'maxShiftsOfTemplates', templates: ['late'], period: 'horizon', maxShifts: 0 }),
    accepts: changed(over(2), boWorks(shiftOn(0))),
    rejects: changed(over(2), boWorks(late(0), late(7))),
    found: [
      ofBo('2026-11-09', 2, 'shifts', 'bo works 2 shifts of late in the horizon of 2026-11-09; at most 0 allowed.'),
    ],
  },
  {
    kind: 'maxSplitShifts',
    ruleId: own,
    rule: ownRule({ kind: 'maxSplitShifts', minGapMinutes: 120, maxShifts: 1 }),
    accepts: boWorks(split(0, 120), split(1, 119), withBreaks(shiftOn(2), ['rest', 240, 120, true])),
    rejects: boWorks(split(0, 120), split(1, 120)),
    found: [ofBo('2026-11-09', 1, 'shifts', 'bo works 2 split shifts in the week of 2026-11-09; at most 1 allowed.')],
  },
  {
    kind: 'maxOnCallShifts',
    ruleId: own,
    rule: ownRule({ kind: 'maxOnCallShifts', maxShifts: 1 }),
    accepts: changed(over(2), boWorks(onCall(0), shiftOn(1), onCall(7))),
    rejects: changed(over(2), boWorks(onCall(0), onCall(7), onCall(9))),
    found: [ofBo('2026-11-16', 1, 'shifts', 'bo works 2 on-call shifts in the week of 2026-11-16; at most 1 allowed.')],
  },
  {
    kind: 'startTimeConsistency',
    ruleId: own,
    rule: ownRule({ kind: 'startTimeConsistency', toleranceMinutes: 120 }),
    accepts: boWorks(shiftOn(0, 9), shiftOn(1, 11), shiftOn(3, 15)),
    rejects: boWorks(shiftOn(0, 9), shiftOn(1, 11.25), shiftOn(3, 15)),
    found: [
      ofBo(
        '2026-11-10T11:15+08:00',
        1,
        'shifts',
        "bo starts at 2026-11-10T11:15+08:00, 135 minutes from the day before's time; at most 120 allowed.",
      ),
    ],
  },
  {
    kind: 'startTimeConsistency',
    about: 'around the clock, from the day before the horizon on',
    ruleId: own,
    rule: ownRule({ kind: 'startTimeConsistency', toleranceMinutes: 60 }),
    accepts: changed(workedBefore(shiftOn(-1, 23.5)), boWorks(shiftOn(0, 0.5))),
    rejects: changed(workedBefore(shiftOn(-1, 23.25)), boWorks(shiftOn(0, 0.5))),
    found: [
      ofBo(
        '2026-11-09T00:30+08:00',
        1,
        'shifts',
        "bo starts at 2026-11-09T00:30+08:00, 75 minutes from the day before's time; at most 60 allowed.",
      ),
    ],
  },
  {
    kind: 'minBreaks',
    about: 'late',
    ruleId: own,
    rule: ownRule({
      kind: 'minBreaks',
      longerThanMinutes: 300,
      breakMinutes: 30,
      breakKind: 'meal',
      latestStartMinutes: 300,
    }),
    accepts: boWorks(withBreaks(shiftOn(0), ['meal', 300, 30, false])),
    rejects: boWorks(withBreaks(shiftOn(0), ['meal', 301, 30, false])),
    found: [
      ofBo(
        '2026-11-09T10:00+08:00',
        1,
        'breaks',
        'bo has 0 of the 1 meal breaks of 30 minutes begun 300 minutes in at the latest in the shift at 2026-11-09T10:00+08:00.',
      ),
    ],
  },
  {
    kind: 'minBreaks',
    about: 'missing, short or unpaid',
    ruleId: own,
    rule: ownRule({
      kind: 'minBreaks',
      longerThanMinutes: 0,
      breakMinutes: 10,
      breakKind: 'rest',
      count: 2,
      mustBePaid: true,
    }),
    accepts: boWorks(withBreaks(shiftOn(0), ['rest', 120, 10, true], ['rest', 360, 15, true]), onCall(2)),
    rejects: boWorks(
      withBreaks(shiftOn(0), ['rest', 120, 10, true], ['rest', 360, 9, true]),
      withBreaks(shiftOn(1), ['rest', 120, 10, false], ['meal', 360, 10, true]),
    ),
    found: [
      ofBo(
        '2026-11-09T10:00+08:00',
        1,
        'breaks',
        'bo has 1 of the 2 paid rest breaks of 10 minutes in the shift at 2026-11-09T10:00+08:00.',
      ),
      ofBo(
        '2026-11-10T10:00+08:00',
        2,
        'breaks',
        'bo has 0 of the 2 paid rest breaks of 10 minutes in the shift at 2026-11-10T10:00+08:00.',
      ),
    ],
  },
  {
    kind: 'minBreaks',
    about: 'beyond hours of work, unpaid breaks taken off',
    ruleId: own,
    rule: ownRule({ kind: 'minBreaks', longerThanMinutes: 480, breakMinutes: 90 }),
    accepts: boWorks(shiftOn(0)),
    rejects: boWorks(lasting(1, shiftOn(0))),
    found: [
      ofBo(
        '2026-11-09T10:00+08:00',
        1,
        'breaks',
        'bo has 0 of the 1 breaks of 90 minutes in the shift at 2026-11-09T10:00+08:00.',
      ),
    ],
  },
]
