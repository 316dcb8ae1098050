import {
  balances,
  boWorks,
  changed,
  lasting,
  over,
  ownRule,
  type PayCase,
  shiftOn,
  shiftsOn,
  workedBefore,
} from './rule-case.ts'

const pay = (rule: object) => ownRule({ premium: 0.5, appliesTo: { employees: ['bo'] }, ...rule })

/** Rules of pay, each at the very edge of what it touches. Bo costs 3000 an hour, 50 a minute. */
export const PAY_CASES: readonly PayCase[] = [
  {
    kind: 'dayPremium',
    rule: pay({ kind: 'dayPremium', aboveMinutes: 480 }),
    unpaid: boWorks(...shiftsOn(0, 1)),
    paid: boWorks(lasting(60, shiftOn(0)), lasting(15, shiftOn(1))),
    premiums: 75 * 50 * 0.5,
  },
  {
    kind: 'seventhDayPremium',
    about: 'of each week worked on all its days',
    rule: pay({ kind: 'seventhDayPremium', aboveMinutes: 60 }),
    unpaid: changed(over(2), boWorks(...shiftsOn(1, 2, 3, 4, 5, 6, 7))),
    paid: changed(over(2), boWorks(...shiftsOn(6, 7, 8, 9, 10, 11, 12, 13))),
    premiums: 420 * 50 * 0.5,
  },
  {
    kind: 'seventhDayPremium',
    about: 'up to a number of minutes of the day',
    rule: pay({ kind: 'seventhDayPremium', aboveMinutes: 60, upToMinutes: 240 }),
    unpaid: changed(over(2), boWorks(...shiftsOn(1, 2, 3, 4, 5, 6, 7))),
    paid: changed(over(2), boWorks(...shiftsOn(7, 8, 9, 10, 11, 12, 13))),
    premiums: 180 * 50 * 0.5,
  },
  {
    kind: 'datePremium',
    about: 'by the wall clock, unpaid breaks spread evenly',
    rule: pay({ kind: 'datePremium', premium: 2, dates: ['2026-11-10'] }),
    unpaid: boWorks(shiftOn(0, 15), shiftOn(2, 0)),
    // From 21:00 on the 9th and 22:30 on the 10th: 6 and 1.5 of 9 hours, of which 8 are paid.
    paid: boWorks(shiftOn(0, 21), shiftOn(1, 22.5)),
    premiums: (7.5 / 9) * 480 * 50 * 2,
  },
  {
    kind: 'nightPremium',
    rule: pay({ kind: 'nightPremium', fromMinute: 22 * 60, toMinute: 6 * 60 }),
    unpaid: boWorks(shiftOn(0, 13), shiftOn(2, 6), shiftOn(4, 22, { onCall: true })),
    // Three of nine hours in the evening and an hour and a half in the morning.
    paid: boWorks(shiftOn(0, 16), shiftOn(2, 4.5)),
    premiums: (4.5 / 9) * 480 * 50 * 0.5,
  },
  {
    kind: 'shortRestPremium',
    about: 'and an amount for the shift',
    rule: pay({ kind: 'shortRestPremium', minRestMinutes: 600, amountPerShift: 4000 }),
    unpaid: changed(workedBefore(shiftOn(-1, 15)), boWorks(shiftOn(0, 10))),
    paid: changed(workedBefore(shiftOn(-1, 15.25)), boWorks(shiftOn(0, 10))),
    premiums: 480 * 50 * 0.5 + 4000,
  },
  {
    kind: 'averagePremium',
    about: 'of what is left of the reference period',
    rule: pay({ kind: 'averagePremium', minutesPerWeek: 2400, referenceWeeks: 4 }),
    // 2400 * (2 + 1) - 6240 = 960.
    unpaid: changed(balances('bo', { referenceWeeksWorked: 2, referenceMinutes: 6240 }), boWorks(...shiftsOn(0, 1))),
    paid: changed(balances('bo', { referenceWeeksWorked: 2, referenceMinutes: 6250 }), boWorks(...shiftsOn(0, 1))),
    premiums: 10 * 50 * 0.5,
  },
  {
    kind: 'averagePremium',
    about: 'not beyond what the horizon works',
    rule: pay({ kind: 'averagePremium', minutesPerWeek: 2400, referenceWeeks: 1 }),
    unpaid: changed(balances('bo', { referenceWeeksWorked: 1, referenceMinutes: 9000 }), boWorks()),
    paid: changed(balances('bo', { referenceWeeksWorked: 1, referenceMinutes: 9000 }), boWorks(...shiftsOn(0))),
    premiums: 480 * 50 * 0.5,
  },
]
