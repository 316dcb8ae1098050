import { type BrokenPlan, replaced } from './broken-plan.ts'

const days = (row: string) => ({ 'availability.csv': `employee,kind,start,end,template,weight\n${row}\n` })
const balances = (...rows: string[]) => ({ 'balances.csv': `employee,balance,value\n${rows.join('\n')}\n` })
const template = (text: string) => replaced('plan.yaml', 'lengthMinutes: 540', `lengthMinutes: 540\n    ${text}`)

/** Every way of breaking roles, balances and requests that the reader must name, with the whole of what it says. */
export const BROKEN_PEOPLE: Readonly<Record<string, BrokenPlan>> = {
  'a role that is no word': {
    changes: {
      'employees.csv':
        'id,name,group,skills,contract,hourly_cost,roles\nan,An,care,chat|tickets,full-time,30,super agent\n',
      'availability.csv': undefined,
      'previous-roster.csv': undefined,
    },
    message:
      'employees.csv row 2, column roles: "super agent" names the role "super agent", which is not a word. Use letters, digits, ".", "_" and "-", more than one role joined by "|".',
  },
  'a template that takes a role nobody has': {
    changes: template('roles: [supervisor]'),
    message: [
      ...[2, 3, 4, 5].map(
        (row) =>
          `employees.csv row ${row}, column group: "care" with contract "full-time" has no shift template to work. Add the group and the contract to a template of plan.yaml: shiftTemplates.`,
      ),
      'plan.yaml row 33, column shiftTemplates[0].roles[0]: "supervisor" is a role that nobody has in employees.csv. None is defined.',
      'availability.csv row 4, column template: "day" is not open to group "care" with contract "full-time" and roles "". Choose another template, or add them to it in plan.yaml.',
    ].join('\n'),
  },
  'a balance of nobody': {
    changes: balances('al,nights,3'),
    message: 'balances.csv row 2, column employee: "al" is not a person of employees.csv. Maybe you meant "an".',
  },
  'an unknown balance': {
    changes: balances('an,night,3'),
    message: 'balances.csv row 2, column balance: "night" is not a balance. Maybe you meant "nights".',
  },
  'a balance twice': {
    changes: balances('an,nights,3', 'bo,nights,3', 'an,nights,4'),
    message: 'balances.csv row 4, column balance: "nights" of an stands in row 2 too. Keep one of the two rows.',
  },
  'half a night': {
    changes: balances('an,nights,0.5'),
    message:
      'balances.csv row 2, column value: "0.5" is not a whole number from 0 to 3660. Write what nights came to before the plan.',
  },
  'more minutes than a month has': {
    changes: balances('an,minutesThisMonth,50000'),
    message:
      'balances.csv row 2, column value: "50000" is not a whole number from 0 to 44640. Write what minutesThisMonth came to before the plan.',
  },
  'minutes of no week': {
    changes: balances('an,referenceMinutes,2400', 'an,referenceWeeksWorked,0'),
    message:
      'balances.csv row 2, column balance: "referenceMinutes" of an counts minutes of no week. Add a row referenceWeeksWorked: the weeks of the reference period in which they were worked.',
  },
  'a balance without a column': {
    changes: { 'balances.csv': 'employee,balance,valeu\nan,nights,1\n' },
    message:
      'balances.csv row 1, column value: the column is missing. The columns found are: employee, balance, valeu. Maybe "valeu" is meant: rename it.',
  },
  'a request for an unknown template': {
    changes: days('an,shiftOnRequest,2026-11-10T00:00,2026-11-11T00:00,late,'),
    message: 'availability.csv row 2, column template: "late" is not a shift template of plan.yaml. Use one of: day.',
  },
  'preferred hours of a template': {
    changes: days('an,preferredHours,2026-11-10T10:00,2026-11-10T19:00,day,'),
    message:
      'availability.csv row 2, column template: "day" belongs to one of fixedShift, shiftOnRequest, shiftOffRequest, not to a preferredHours. Leave it empty.',
  },
  'preferred hours without an end': {
    changes: days('an,preferredHours,2026-11-10T10:00,2029-11-10T19:00,,'),
    message:
      'availability.csv row 2, column end: "2029-11-10T19:00" is more than two years after the start. Keep the rows to the days that are planned next.',
  },
  'the weight of time off': {
    changes: days('an,timeOff,2026-11-10T00:00,2026-11-11T00:00,,2'),
    message:
      'availability.csv row 2, column weight: "2" belongs to one of dayOffRequest, shiftOnRequest, shiftOffRequest, preferredHours, not to a timeOff. Leave it empty.',
  },
  'a request that weighs nothing': {
    changes: days('an,dayOffRequest,2026-11-10T00:00,2026-11-11T00:00,,0'),
    message:
      'availability.csv row 2, column weight: "0" is not a number above 0 and at most 1000. Write how much the request counts, 2 for twice; empty means 1.',
  },
}
