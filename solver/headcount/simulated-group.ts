import type { HeadcountPlan } from '../domain/headcount-plan.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { isInSpan } from '../domain/target.ts'
import { dateOf, dayOf } from './days.ts'
import { headcountTerms, RAMP_PRIOR } from './problem-from-plan.ts'

/** A group's people followed from day to day; `[week]` unless said otherwise. */
export interface SimulatedGroup {
  /** Persons at the end of each period, `[period]`. */
  readonly headsAtEnd: readonly number[]
  /** Hours for shifts out of guaranteed ones, of trained people. */
  readonly hours: readonly number[]
  readonly mostOvertime: readonly number[]
  readonly mostHourly: readonly number[]
  readonly wages: readonly number[]
  /** Share of guaranteed hours not taken by the shrinkage of the headcount section. */
  readonly present: readonly number[]
  /** Mean cost of an hour of those paid by the hour. */
  readonly hourlyCost: number
}

/** People alike; `left` changes as days pass. A mover is trained, whatever his first day in the group. */
interface Walker {
  left: number
  readonly firstDay: number
  readonly isNew: boolean
  readonly speeds: readonly number[]
  readonly mentorLoss: number
  readonly proficiency: number
  readonly mayOvertime: boolean
  readonly contractId: string
  readonly hourlyCost: number
}

const HALF_DAYS_PER_MONTH = (2 * 365.25) / 12
const LONG_AGO = Number.NEGATIVE_INFINITY

/** Follows everybody by half days: so many of those there leave in each, as the rate says. */
export function simulatedGroup(
  plan: Omit<HeadcountPlan, 'violations'>,
  groupId: string,
  inputs: PlanInputs,
): SimulatedGroup {
  const { settings } = inputs
  const terms = headcountTerms(settings)
  const attrition = terms.groups.find(({ group }) => group === groupId)?.attrition ?? terms.attrition
  const months = attrition.per === 'month' ? 1 : 12
  const staying = (rate: number) => (1 - rate) ** (1 / (HALF_DAYS_PER_MONTH * months))
  const [ofAll, ofNew] = [staying(attrition.rate), staying(attrition.newHireRate ?? attrition.rate)]
  const training =
    7 *
    Math.max(
      0,
      (settings.ramp?.weeks ?? RAMP_PRIOR).findIndex((speed) => speed > 0),
    )
  const walkers = walkersOf(plan, groupId, inputs)
  const stay = (walker: Walker, halfDay: number) => {
    const age = halfDay - 2 * walker.firstDay
    if (age < 0 || walker.left === 0) return
    if (!walker.isNew) {
      walker.left *= ofAll
      return
    }
    // The half day in which somebody stops being new is part of both.
    const asNew = Math.max(0, Math.min(1, attrition.newHireMonths * HALF_DAYS_PER_MONTH - age))
    walker.left *= ofNew ** asNew * ofAll ** (1 - asNew)
    if (attrition.trainingDropOut === 0) return
    const stayed = (halfDays: number) =>
      1 - attrition.trainingDropOut * (training === 0 ? Number(halfDays > 0) : Math.min(1, halfDays / (2 * training)))
    walker.left *= stayed(age + 1) / stayed(age)
  }
  return walk(plan, inputs, walkers, stay)
}

function walk(
  { periods, weeks }: Omit<HeadcountPlan, 'violations'>,
  { settings }: PlanInputs,
  walkers: readonly Walker[],
  stay: (walker: Walker, halfDay: number) => void,
): SimulatedGroup {
  const terms = headcountTerms(settings)
  const start = dayOf(periods[0]!.firstDate)
  const ends = periods.map(({ lastDate }) => dayOf(lastDate) + 1)
  const headsAtEnd: number[] = []
  const byWeek: WeekSums[] = []
  const present = weeks.map(({ firstDate }) =>
    terms.shrinkage.reduce(
      (left, bucket) => (isInSpan(dateOf(dayOf(firstDate) + 3), bucket) ? left * (1 - bucket.share) : left),
      1,
    ),
  )
  const first = Math.min(start, dayOf(weeks[0]!.firstDate))
  for (let halfDay = 2 * first; halfDay <= 2 * ends.at(-1)!; halfDay++) {
    const day = halfDay / 2
    if (ends.includes(day)) {
      const isThere = ({ firstDay }: Walker) => firstDay < day
      headsAtEnd.push(walkers.filter(isThere).reduce((sum, { left }) => sum + left, 0))
    }
    const week = weeks.findIndex(({ firstDate }) => dayOf(firstDate) + 3.5 === day)
    if (week !== -1) byWeek[week] = weekSums(walkers, day, settings, present[week]!)
    if (day >= start) for (const walker of walkers) stay(walker, halfDay)
  }
  // The middle of the last week may lie after the plan's last day.
  weeks.forEach(({ firstDate }, week) => {
    byWeek[week] ??= weekSums(walkers, dayOf(firstDate) + 3.5, settings, present[week]!)
  })
  return {
    headsAtEnd,
    present,
    hours: byWeek.map(({ hours }) => hours),
    mostOvertime: byWeek.map(({ overtime }) => overtime),
    mostHourly: byWeek.map(({ hourly }) => hourly),
    wages: byWeek.map(({ wages }, week) => (wages * weeks[week]!.daysInPlan) / 7),
    hourlyCost: hourlyCostOf(walkers, settings),
  }
}

interface WeekSums {
  readonly hours: number
  readonly overtime: number
  readonly hourly: number
  readonly wages: number
}

function weekSums(
  walkers: readonly Walker[],
  day: number,
  { contracts }: PlanInputs['settings'],
  present: number,
): WeekSums {
  const sums = { hours: 0, overtime: 0, hourly: 0, wages: 0 }
  for (const walker of walkers) {
    if (walker.firstDay >= day) continue
    const contract = contracts.find(({ id }) => id === walker.contractId)!
    const rampWeek = walker.firstDay === LONG_AGO ? Number.POSITIVE_INFINITY : Math.floor((day - walker.firstDay) / 7)
    const onRamp = walker.speeds[rampWeek]
    const speed = onRamp === undefined ? 1 : onRamp - walker.mentorLoss
    const guaranteed = contract.guaranteedMinutesPerWeek / 60
    const beyond = (contract.ordinaryMinutesPerWeek - contract.guaranteedMinutesPerWeek) / 60
    const useful = Math.max(0, speed) * walker.proficiency
    sums.hours += walker.left * guaranteed * present * speed * walker.proficiency
    sums.hourly += walker.left * beyond * useful
    if (walker.mayOvertime) sums.overtime += (walker.left * contract.maxOvertimeMinutesPerWeek * useful) / 60
    sums.wages += walker.left * (guaranteed + beyond * Math.max(0, 1 - speed)) * walker.hourlyCost
  }
  return sums
}

/** Of the people of the beginning who have hours beyond guaranteed ones; of anybody where there are none. */
function hourlyCostOf(walkers: readonly Walker[], { contracts }: PlanInputs['settings']): number {
  const flexible = new Set(
    contracts.filter((each) => each.ordinaryMinutesPerWeek > each.guaranteedMinutesPerWeek).map(({ id }) => id),
  )
  const own = walkers.filter(
    ({ contractId, isPlanned }: Walker & { isPlanned?: boolean }) => flexible.has(contractId) && !isPlanned,
  )
  return own.length === 0 ? 0 : own.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0) / own.length
}

function walkersOf(
  plan: Omit<HeadcountPlan, 'violations'>,
  groupId: string,
  { settings, employees }: PlanInputs,
): Walker[] {
  const terms = headcountTerms(settings)
  const speeds = settings.ramp?.weeks ?? RAMP_PRIOR
  const mentorLoss = settings.ramp?.mentorLoss ?? 0
  const start = dayOf(plan.periods[0]!.firstDate)
  const end = dayOf(plan.periods.at(-1)!.lastDate) + 1
  const trained = { speeds: [], mentorLoss: 0, proficiency: 1, mayOvertime: true }
  const people = employees.filter(({ group }) => group === groupId)
  const old = people.flatMap((person): Walker[] => {
    const { contractId, hourlyCost, skills, restrictions, hiredOn } = person
    const firstDay = hiredOn === undefined ? LONG_AGO : dayOf(hiredOn)
    if (firstDay >= end) return []
    const isNew = firstDay + 7 * speeds.length > start
    const proficiency =
      skills.length === 0 ? 1 : skills.reduce((sum, skill) => sum + skill.proficiency, 0) / skills.length
    const mayOvertime = !restrictions.some((word) => ['pregnant', 'nursing', 'minor', 'no-overtime'].includes(word))
    const facts = { left: 1, contractId, hourlyCost, proficiency, mayOvertime }
    return [
      isNew
        ? { ...facts, firstDay, isNew, speeds, mentorLoss }
        : { ...facts, ...{ firstDay: LONG_AGO, isNew, speeds: [], mentorLoss: 0 } },
    ]
  })
  const payOf = (contractId: string) =>
    newPay(terms.groups.find(({ group }) => group === groupId)?.hiring ?? terms.hiring, contractId, people, employees)
  const planned = plan.classes
    .filter((each) => each.groupId === groupId)
    .map(({ people: count, startsOn, contractId }) => ({
      ...{ left: count, firstDay: dayOf(startsOn), isNew: true, speeds, mentorLoss, contractId },
      ...{ proficiency: 1, mayOvertime: true, hourlyCost: payOf(contractId), isPlanned: true },
    }))
  const moved = plan.transfers.flatMap((transfer) => {
    const { fromGroupId, toGroupId, people: count, on } = transfer
    if (fromGroupId !== groupId && toGroupId !== groupId) return []
    const source = employees.filter(({ group }) => group === fromGroupId)
    const hiring = terms.groups.find(({ group }) => group === fromGroupId)?.hiring ?? terms.hiring
    const contractId = hiring.contract ?? commonContract(source.length > 0 ? source : employees)
    const facts = {
      ...trained,
      contractId,
      hourlyCost: newPay(hiring, contractId, source, employees),
      isNew: false,
      isPlanned: true,
    }
    const ramp = terms.transfers.find(({ from, to }) => from === fromGroupId && to === toGroupId)?.ramp ?? []
    const firstDay = dayOf(on)
    return toGroupId === groupId
      ? [{ ...facts, left: count, firstDay, speeds: ramp }]
      : [{ ...facts, left: -count, firstDay }]
  })
  return [...old, ...planned, ...moved]
}

function newPay(
  { hourlyCost }: { readonly hourlyCost?: number | undefined },
  contractId: string,
  people: PlanInputs['employees'],
  all: PlanInputs['employees'],
): number {
  if (hourlyCost !== undefined) return hourlyCost
  const alike = people.filter((person) => person.contractId === contractId)
  const from = alike.length > 0 ? alike : people.length > 0 ? people : all
  return Math.round(from.reduce((sum, person) => sum + person.hourlyCost, 0) / from.length)
}

function commonContract(people: PlanInputs['employees']): string {
  const counts = Map.groupBy(people, ({ contractId }) => contractId)
  return [...counts].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]![0]
}
