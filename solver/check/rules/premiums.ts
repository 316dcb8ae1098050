import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import { isBound } from '../is-bound.ts'
import type { Period } from '../local-days.ts'
import { minutesIn, type PersonHorizon, shiftsIn, type WorkedShift } from '../person-horizon.ts'
import { minutesAboveAverage } from './hours.ts'
import { nightMinutes } from './nights.ts'
import { neighbours, restMinutes } from './rest.ts'

export type PayRule = Extract<WorkRule, { severity: 'pay' }>

export const isPayRule = (rule: WorkRule): rule is PayRule => rule.severity === 'pay'

/** Extra pay of the horizon by one rule, minor currency units. */
export function premiumPay(rule: PayRule, person: PersonHorizon): number {
  if (!isBound(rule, person.employee)) return 0
  const minutes = premiumMinutes(rule, person)
  const amounts = rule.kind === 'shortRestPremium' ? shortRests(rule, person).length * (rule.amountPerShift ?? 0) : 0
  return (minutes * rule.premium * person.employee.hourlyCost) / 60 + amounts
}

/** Minutes of the horizon that a rule pays at its premium. */
function premiumMinutes(rule: PayRule, person: PersonHorizon): number {
  switch (rule.kind) {
    case 'dayPremium':
    case 'seventhDayPremium':
    case 'datePremium':
      return person.days.periods.day.reduce((sum, { fromDay }) => sum + minutesOfDay(rule, person, fromDay), 0)
    case 'nightPremium':
      return sumOf(ownShifts(person), (shift) => nightMinutes(shift, rule, person.days) * paidShare(shift))
    case 'shortRestPremium':
      return sumOf(shortRests(rule, person), ({ paidMinutes }) => paidMinutes)
    case 'averagePremium':
      return minutesAboveAverage(person, rule.minutesPerWeek, rule.referenceWeeks)
  }
}

type DayRule = WorkRuleOf<'dayPremium' | 'seventhDayPremium' | 'datePremium'>

const isDayRule = (rule: PayRule): rule is DayRule =>
  rule.kind === 'dayPremium' || rule.kind === 'seventhDayPremium' || rule.kind === 'datePremium'

function minutesOfDay(rule: DayRule, person: PersonHorizon, day: number): number {
  const minutes = minutesBeyond(rule, person, day)
  return rule.kind === 'seventhDayPremium' ? Math.min(minutes, rule.upToMinutes - rule.aboveMinutes) : minutes
}

/** Minutes of a day from the first one that a rule is about; those of a seventh day beyond its most included. */
function minutesBeyond(rule: DayRule, person: PersonHorizon, day: number): number {
  const period = { fromDay: day, toDay: day + 1 }
  if (rule.kind === 'datePremium') return sumOf(shiftsIn(person, period), (shift) => dateMinutes(rule, shift, person))
  const counts = rule.kind === 'dayPremium' || isSeventhDay(person, day)
  return counts ? Math.max(0, minutesIn(person, period) - rule.aboveMinutes) : 0
}

/** Whether a day is the last of a week all of whose seven days are worked. */
const isSeventhDay = (person: PersonHorizon, day: number): boolean =>
  day % 7 === 6 && Array.from({ length: 7 }, (_, before) => day - before).every(person.worksOn)

/** Paid minutes of a shift on a rule's dates by the wall clock. */
function dateMinutes(rule: WorkRuleOf<'datePremium'>, shift: WorkedShift, { days }: PersonHorizon): number {
  const elapsed = [shift.day, shift.day + 1]
    .filter((day) => rule.dates.includes(days.dateOf(day)))
    .map((day) => Math.min(shift.endMs, days.instantOf(day + 1, 0)) - Math.max(shift.startMs, days.instantOf(day, 0)))
  return (sumOf(elapsed, (ms) => Math.max(0, ms)) / 60_000) * paidShare(shift)
}

/** Unpaid breaks are spread evenly over their shift, so that pay does not hang on where in it a break lies. */
const paidShare = ({ startMs, endMs, paidMinutes }: WorkedShift): number => (paidMinutes * 60_000) / (endMs - startMs)

const shortRests = (rule: WorkRuleOf<'shortRestPremium'>, person: PersonHorizon): WorkedShift[] =>
  neighbours(person)
    .filter(([earlier, later]) => restMinutes(earlier, later) < rule.minRestMinutes)
    .map(([, later]) => later)

const ownShifts = (person: PersonHorizon): WorkedShift[] =>
  person.days.periods.week.flatMap((week) => shiftsIn(person, week))

/**
 * Minutes of a week that rules about its days pay at a premium, so that they are not overtime of the week as well. Of
 * several rules on a day the one that pays most minutes counts.
 */
export function minutesPaidByDay(rules: readonly PayRule[], person: PersonHorizon, week: Period): number {
  const own = rules.filter(isDayRule).filter((rule) => isBound(rule, person.employee))
  if (own.length === 0) return 0
  let minutes = 0
  for (let day = week.fromDay; day < week.toDay; day++) {
    minutes += Math.max(...own.map((rule) => minutesBeyond(rule, person, day)))
  }
  return minutes
}

const sumOf = <Entry>(entries: readonly Entry[], amountOf: (entry: Entry) => number): number =>
  entries.reduce((sum, entry) => sum + amountOf(entry), 0)
