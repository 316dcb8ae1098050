import { boWorks, changed, over, shiftOn } from '../rule-cases/rule-case.ts'
import { type BreakAt, hours, is, type LawCase, shift } from './law-case.ts'

const MEAL: BreakAt = ['meal', 240, 30, false]
const SECOND_MEAL: BreakAt = ['meal', 600, 30, false]
const REST: BreakAt = ['rest', 120, 10, true]

/** California Labor Code and Fair Workweek laws; what they pay is in `rule-packs.test.ts`. */
export const UNITED_STATES: readonly LawCase[] = [
  {
    law: 'a meal before the end of the fifth hour',
    pack: 'california',
    ruleId: 'ca-meal',
    keeps: boWorks(shift(9, hours(8), ['meal', 300, 30, false])),
    breaks: boWorks(shift(9, hours(8), ['meal', 301, 30, false])),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'a meal in more than 5 hours of work',
    pack: 'california',
    ruleId: 'ca-meal',
    keeps: boWorks(shift(9, hours(5))),
    breaks: boWorks(shift(9, hours(5) + 1)),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'a meal waived in up to 6 hours',
    pack: 'california',
    ruleId: 'ca-meal-waived',
    keeps: changed(is('meal-waiver'), boWorks(shift(9, hours(6)))),
    breaks: changed(is('meal-waiver'), boWorks(shift(9, hours(6) + 1))),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'a second meal in more than 10 hours of work',
    pack: 'california',
    ruleId: 'ca-second-meal',
    keeps: boWorks(shift(9, hours(10) + 30, MEAL)),
    breaks: boWorks(shift(9, hours(10) + 31, MEAL)),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'the second before the end of the tenth hour',
    pack: 'california',
    ruleId: 'ca-second-meal',
    keeps: boWorks(shift(9, hours(12), MEAL, SECOND_MEAL)),
    breaks: boWorks(shift(9, hours(12), MEAL, ['meal', 601, 30, false])),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'a paid rest of 10 minutes from 3½ hours on',
    pack: 'california',
    ruleId: 'ca-rest',
    keeps: boWorks(shift(9, hours(3.5) - 1)),
    breaks: boWorks(shift(9, hours(3.5))),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'two in more than 6 hours',
    pack: 'california',
    ruleId: 'ca-second-rest',
    keeps: boWorks(shift(9, hours(6), REST)),
    breaks: boWorks(shift(9, hours(6) + 1, REST)),
    size: 1,
    unit: 'breaks',
  },
  {
    law: 'New York retail: nobody on call',
    pack: 'fair-workweek-new-york-city-retail',
    ruleId: 'fair-workweek-new-york-city-retail-no-on-call',
    keeps: changed(over(2), boWorks(shiftOn(0), shiftOn(7))),
    breaks: changed(over(2), boWorks(shiftOn(0), shiftOn(7, 10, { onCall: true }))),
    size: 1,
    unit: 'shifts',
  },
]
