import { WORK_RULE_KINDS } from '../../../solver/domain/work-rule.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { type BrokenPlan, replaced } from './broken-plan.ts'

const plan = (from: string, to: string) => replaced('plan.yaml', from, to)
/** The small plan with further rules of its own, in lines 39 and on. */
const rules = (...lines: string[]) => ({
  'plan.yaml': `${smallPlan().get('plan.yaml')}${lines.map((line) => `  - { source: company, ${line} }\n`).join('')}`,
})
const packs = (text: string) => plan('[cn-standard]', text)
const activity = (text: string) => ({
  'plan.yaml': `${smallPlan().get('plan.yaml')}activities:\n  - { id: training, ${text} }\n`,
})

/** Every way of breaking rules, packs and activities that the reader must name, with the whole of what it says. */
export const BROKEN_RULES: Readonly<Record<string, BrokenPlan>> = {
  'a rule of an unknown kind': {
    changes: rules('id: a, kind: maxDays, maxDays: 5'),
    message: `plan.yaml row 39, column workRules[3].kind: "maxDays" is not a known kind. Use one of: ${WORK_RULE_KINDS.join(', ')}.`,
  },
  'a rule for an unknown group': {
    changes: rules('id: a, kind: maxConsecutiveDays, maxDays: 5, appliesTo: { groups: [cares] }'),
    message:
      'plan.yaml row 39, column workRules[3].appliesTo.groups[0]: "cares" is not a group. Maybe you meant "care".',
  },
  'a rule for an unknown person': {
    changes: rules('id: a, kind: maxConsecutiveDays, maxDays: 5, appliesTo: { employees: [an, ann] }'),
    message:
      'plan.yaml row 39, column workRules[3].appliesTo.employees[1]: "ann" is not a person of employees.csv. Maybe you meant "an".',
  },
  'a rule for a role that nobody has': {
    changes: rules(
      'id: a, kind: minPresence, from: "09:00", to: "19:00", agents: 1, appliesTo: { roles: [supervisor] }',
    ),
    message:
      'plan.yaml row 39, column workRules[3].appliesTo.roles[0]: "supervisor" is a role that nobody has in employees.csv. None is defined.',
  },
  'a rule but for an unknown restriction': {
    changes: rules('id: a, kind: maxConsecutiveDays, maxDays: 5, appliesTo: { notRestrictions: [opt-out] }'),
    message:
      'plan.yaml row 39, column workRules[3].appliesTo.notRestrictions[0]: "opt-out" is not a restriction. Use one of: pregnant, nursing, minor, no-night, no-overtime, opt-out-48h, meal-waiver.',
  },
  'a rule about an unknown template': {
    changes: rules('id: a, kind: maxShiftsOfTemplates, templates: [day, night], period: week, maxShifts: 2'),
    message: 'plan.yaml row 39, column workRules[3].templates[1]: "night" is not a shift template. Use one of: day.',
  },
  'an order of unknown templates': {
    changes: rules('id: a, kind: forbiddenSuccession, first: [late], next: [days]'),
    message: [
      'plan.yaml row 39, column workRules[3].first[0]: "late" is not a shift template. Use one of: day.',
      'plan.yaml row 39, column workRules[3].next[0]: "days" is not a shift template. Maybe you meant "day".',
    ].join('\n'),
  },
  'a date that is none': {
    changes: rules('id: a, kind: datePremium, premium: 2, dates: [2026-02-30]'),
    message:
      'plan.yaml row 39, column workRules[3].dates[0]: "2026-02-30" is not a calendar date such as 2026-11-09. Correct it.',
  },
  'a rule that ends before it begins': {
    changes: rules('id: a, kind: maxConsecutiveDays, maxDays: 5, validFrom: 2026-12-01, validTo: 2026-11-01'),
    message:
      'plan.yaml row 39, column workRules[3].validTo: "2026-11-01" is before validFrom, 2026-12-01. Correct one of the two: both days are included.',
  },
  'a price on a hard rule': {
    changes: rules('id: a, kind: maxConsecutiveDays, maxDays: 5, penaltyPerUnit: 100'),
    message:
      'plan.yaml row 39, column workRules[3].penaltyPerUnit: "100" is a price on a hard rule, which is never broken. Write severity: soft if it may be broken at this price, or remove the price.',
  },
  'a request without a price': {
    changes: rules('id: a, kind: shiftOnRequest'),
    message: 'plan.yaml row 39, column workRules[3].penaltyPerUnit: the setting is missing. Add it (a number).',
  },
  'more days than the span has': {
    changes: rules('id: a, kind: maxDaysInRolling, days: 7, maxDays: 7'),
    message:
      'plan.yaml row 39, column workRules[3].maxDays: "7" never binds: a span has 7 days. Allow fewer days, or remove the rule.',
  },
  'a rest longer than its span': {
    changes: rules('id: a, kind: minLongRest, minMinutes: 12000'),
    message:
      'plan.yaml row 39, column workRules[3].minMinutes: "12000" is more than the 10080 minutes of 7 days. Write the rest in minutes: 2100 for 35 hours.',
  },
  'a break longer than a day': {
    changes: rules('id: a, kind: minBreaks, longerThanMinutes: 360, breakMinutes: 1800'),
    message:
      'plan.yaml row 39, column workRules[3].breakMinutes: "1800" is longer than any shift. Write the break in minutes: 30 for half an hour.',
  },
  'presence that ends before it begins': {
    changes: rules('id: a, kind: minPresence, from: "22:00", to: "06:00", agents: 1'),
    message:
      'plan.yaml row 39, column workRules[3].to: "06:00" is not after from. Write 25:00 for 01:00 of the next day.',
  },
  'presence off the grid': {
    changes: rules('id: a, kind: minPresence, from: "09:30", to: "18:00", agents: 1'),
    message:
      'plan.yaml row 39, column workRules[3].from: "09:30" is off the grid of 60-minute intervals. Use a multiple of 60 minutes, or a smaller intervalMinutes.',
  },
  'evenings without hours': {
    changes: rules('id: a, kind: fairShare, of: evenings, allowancePerWeek: 1, penaltyPerUnit: 5'),
    message:
      'plan.yaml row 39, column workRules[3].of: "evenings" has no from and to, so that no shift would count. Correct it.',
  },
  'a least above a most': {
    changes: rules(
      'id: a, kind: minConsecutiveDays, minDays: 5',
      'id: b, kind: maxConsecutiveDays, maxDays: 4, appliesTo: { restrictions: [nursing] }',
    ),
    message:
      'plan.yaml row 39, column workRules[3].minDays: "5" of rule "a" is more than the 4 of rule "b", and both bind cy. Change one of the two, or whom it applies to.',
  },
  'a least above the most of a pack': {
    changes: rules('id: a, kind: minMinutesPerPeriod, period: week, minMinutes: 2700'),
    message:
      'plan.yaml row 39, column workRules[3].minMinutes: "2700" of rule "a" is more than the 2400 of rule "cn-protected-no-overtime", and both bind cy. Change one of the two, or whom it applies to.',
  },
  'hours beyond a contract': {
    changes: rules('id: a, kind: minMinutesPerPeriod, period: week, minMinutes: 2900, appliesTo: { employees: [an] }'),
    message:
      'plan.yaml row 39, column workRules[3].minMinutes: "2900" is more than the 2880 that contract "full-time" allows an, overtime included. Ask for less, or leave the contract out of appliesTo.',
  },
  'more people than there are': {
    changes: rules(
      'id: a, kind: minPresence, from: "09:00", to: "19:00", agents: 3, appliesTo: { employees: [an, bo] }',
    ),
    message:
      'plan.yaml row 39, column workRules[3].agents: "3" is more than the 2 people whom the rule binds. Ask for fewer, or write severity: soft and a price.',
  },
  'breaks that no shift has': {
    changes: rules(
      'id: a, kind: minBreaks, longerThanMinutes: 360, breakMinutes: 15, breakKind: rest, mustBePaid: true',
    ),
    message:
      'plan.yaml row 33, column shiftTemplates[0].breaks: lacks the breaks of "a", so that nobody may work it. a asks for 1 paid rest of 15 minutes.',
  },
  'breaks that come too late': {
    changes: rules('id: a, kind: minBreaks, longerThanMinutes: 360, breakMinutes: 30, latestStartMinutes: 120'),
    message:
      'plan.yaml row 33, column shiftTemplates[0].breaks: lacks the breaks of "a", so that nobody may work it. a asks for 1 meal or rest of 30 minutes, the last begun 120 minutes after the shift.',
  },
  'a pack for an unknown contract': {
    changes: packs('[{ id: cn-standard, appliesTo: { contracts: [part] } }]'),
    message:
      'plan.yaml row 34, column rulePacks[0].appliesTo.contracts[0]: "part" is not a contract. Use one of: full-time.',
  },
  'a pack misspelt, with its people': {
    changes: packs('[{ id: cn-standart, appliesTo: { groups: [care] } }]'),
    message:
      'plan.yaml row 34, column rulePacks[0].id: "cn-standart" is not a rule pack. Maybe you meant "cn-standard".',
  },
  'a pack without a rule that it does not have': {
    changes: packs('[{ id: us-federal, without: [overtime] }]'),
    message:
      'plan.yaml, column rulePacks: "overtime" is not a rule of pack "us-federal". Use one of: us-weekly-overtime.',
  },
  'overtime paid at less than the law says': {
    changes: plan('overtimePremium: 0.5', 'overtimePremium: 0.25'),
    message:
      'plan.yaml row 27, column contracts[0].overtimePremium: "0.25" is less than the 0.5 that "cn-overtime-pay" of pack "cn-standard" asks for. Correct it, or leave the term out: rulePacks: [{ id: cn-standard, without: [cn-overtime-pay] }].',
  },
  'overtime that begins too late': {
    changes: plan('ordinaryMinutesPerWeek: 2400', 'ordinaryMinutesPerWeek: 2640'),
    message:
      'plan.yaml row 26, column contracts[0].ordinaryMinutesPerWeek: "2640" is more than the 2400 that "cn-overtime-pay" of pack "cn-standard" asks for. Correct it, or leave the term out: rulePacks: [{ id: cn-standard, without: [cn-overtime-pay] }].',
  },
  'overtime paid by the week and by the cycle': {
    changes: packs('[cn-comprehensive-quarter]'),
    message:
      'plan.yaml row 27, column contracts[0].overtimePremium: "0.5" is more than the 0 that "cn-comprehensive-quarter-pay-by-cycle" of pack "cn-comprehensive-quarter" asks for. Correct it, or leave the term out: rulePacks: [{ id: cn-comprehensive-quarter, without: [cn-comprehensive-quarter-pay-by-cycle] }].',
  },
  'an activity of an unknown group': {
    changes: activity('minutes: 60, groups: [car]'),
    message: 'plan.yaml row 40, column activities[0].groups[0]: "car" is not a group. Maybe you meant "care".',
  },
  'an activity of an unknown person': {
    changes: activity('minutes: 60, employees: [al]'),
    message:
      'plan.yaml row 40, column activities[0].employees[0]: "al" is not a person of employees.csv. Maybe you meant "an".',
  },
  'an activity of groups and of people': {
    changes: activity('minutes: 60, groups: [care], employees: [an]'),
    message:
      'plan.yaml row 40, column activities[0].employees: stands beside groups: it would be those of the groups who are named. Keep one of the two lists.',
  },
  'an activity off the grid': {
    changes: activity('minutes: 45'),
    message:
      'plan.yaml row 40, column activities[0].minutes: "45" is off the grid of 60-minute intervals. Use a multiple of 60 minutes, or a smaller intervalMinutes.',
  },
  'an activity without room': {
    changes: activity('minutes: 120, from: "13:00", to: "14:00"'),
    message:
      'plan.yaml row 40, column activities[0].minutes: "120" does not fit between from and to, which are 60 minutes apart. Make the activity shorter, or give it more room between from and to.',
  },
  'an activity that ends before it begins': {
    changes: activity('minutes: 60, from: "15:00", to: "14:00"'),
    message:
      'plan.yaml row 40, column activities[0].to: "14:00" is not after from. Write 25:00 for 01:00 of the next day.',
  },
}
