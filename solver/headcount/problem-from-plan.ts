import type { Employee } from '../domain/employee.ts'
import {
  type AttritionTerms,
  type HeadcountSettings,
  type HiringTerms,
  headcountSchema,
} from '../domain/headcount-settings.ts'
import type { PlanInputs, PlanSettings } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import { isInSpan } from '../domain/target.ts'
import { dateOf, dayOf } from './days.ts'
import type { Cohort, HeadcountProblem, Need, ProblemGroup, WorkTerms } from './headcount-problem.ts'
import type { HeadcountTime } from './headcount-time.ts'
import { groupsByQueue } from './serving-groups.ts'
import { survivalOf } from './survival.ts'
import type { WeeklyNeed } from './weekly-need.ts'

/**
 * Speed of new people by week where the plan has no `ramp`: four weeks of training, four of first contacts at 30 to 50 %,
 * eight at 60 to 85 %. Source: a published contact-centre planning guide; ramps of 12 to 26 weeks are reported elsewhere.
 */
export const RAMP_PRIOR: readonly number[] = [
  0, 0, 0, 0, 0.3, 0.37, 0.43, 0.5, 0.6, 0.64, 0.67, 0.71, 0.74, 0.78, 0.81, 0.85,
]

/** How long a ticket that no one worked is overdue on average, hours: until the next day's people take it. */
const OVERDUE_HOURS = 24
/** Price of a short hour that is forbidden: more than anything costs that could fill it. */
export const FORBIDDEN_HOUR_FACTOR = 20
/** People who may not work overtime by law or agreement. */
const NO_OVERTIME = ['pregnant', 'nursing', 'minor', 'no-overtime'] as const

/** `headcount` of plan.yaml with everything that it leaves out. */
export const headcountTerms = ({ headcount }: PlanSettings): HeadcountSettings => headcount ?? headcountSchema.parse({})

export interface ProblemFacts {
  readonly inputs: PlanInputs
  readonly time: HeadcountTime
  readonly need: WeeklyNeed
  readonly decidedOn: string
  /** Attrition in the place of the settings', for what-ifs. */
  readonly attrition?: (terms: AttritionTerms) => AttritionTerms
}

/** @throws PlanningInputError for booked hires that cannot be had or lie outside the plan */
export function problemFromPlan({
  inputs,
  time,
  need,
  decidedOn,
  attrition = (terms) => terms,
}: ProblemFacts): HeadcountProblem {
  const { settings } = inputs
  const terms = headcountTerms(settings)
  const serving = groupsByQueue(inputs)
  const ids = settings.groups.map(({ id }) => id).filter((id) => serving.some((groups) => groups.includes(id)))
  const groups = ids.map((id) => problemGroup(id, { inputs, time, terms, decidedOn, attrition }))
  const own = (list: readonly string[] | undefined) =>
    ids.flatMap((id, index) => ((list?.includes(id) ?? true) ? [index] : []))
  return {
    time,
    decidedDay: dayOf(decidedOn),
    groups,
    needs: needsOf(settings.queues, serving, ids, need, terms),
    externals: terms.external.map(({ groups: able, name: _, from, to, ...source }) => ({
      ...source,
      groups: own(able),
      isThere: time.weeks.map(({ firstDay }) => isInSpan(dateOf(firstDay), { from, to })),
    })),
    transfers: terms.transfers
      .map(({ from, to, ...transfer }) => ({ ...transfer, from: ids.indexOf(from), to: ids.indexOf(to) }))
      .filter(({ from, to }) => from !== -1 && to !== -1),
    budget: terms.budget,
    standardHoursPerWeek: terms.standardHoursPerWeek,
  }
}

function needsOf(
  queues: readonly Queue[],
  serving: readonly (readonly string[])[],
  ids: readonly string[],
  { scheduledHours, shiftFactor }: WeeklyNeed,
  { shortage }: HeadcountSettings,
): Need[] {
  const priced = queues.map(shortCostOf)
  const forbidden = FORBIDDEN_HOUR_FACTOR * Math.max(...priced)
  const byGroups = Map.groupBy(queues.keys(), (queue) => serving[queue]!.join(' '))
  return [...byGroups.values()]
    .filter(([first]) => serving[first!]!.length > 0)
    .map((members) => ({
      queueIds: members.map((queue) => queues[queue]!.id),
      groups: serving[members[0]!]!.map((id) => ids.indexOf(id)),
      hours: members.map((queue) => scheduledHours[queue]!.map((hours, week) => hours * shiftFactor[queue]![week]!)),
      shortCosts: members.map((queue) => (shortage === 'forbidden' ? forbidden : priced[queue]!)),
    }))
}

/** What an hour of one missing agent costs; of tickets, those he would have finished being overdue for a day. */
const shortCostOf = (queue: Queue): number =>
  isInstant(queue)
    ? queue.understaffingCostPerHour
    : (3600 / queue.ahtSeconds) * queue.overdueCostPerHour * OVERDUE_HOURS

interface GroupFacts extends Pick<ProblemFacts, 'inputs' | 'time' | 'decidedOn'> {
  readonly terms: HeadcountSettings
  readonly attrition: (terms: AttritionTerms) => AttritionTerms
}

function problemGroup(id: string, { inputs, time, terms, decidedOn, attrition }: GroupFacts): ProblemGroup {
  const { settings, employees } = inputs
  const own = terms.groups.find(({ group }) => group === id)
  const hiring = own?.hiring ?? terms.hiring
  const people = employees.filter(({ group }) => group === id)
  const ramp = settings.ramp?.weeks ?? RAMP_PRIOR
  const contractId = hiring.contract ?? mostCommon(people.length > 0 ? people : employees)
  const alike = people.filter((person) => person.contractId === contractId)
  const hourlyCost =
    hiring.hourlyCost ?? Math.round(meanCost(alike.length > 0 ? alike : people.length > 0 ? people : employees))
  const newTerms = termsOf(settings, contractId, hourlyCost)
  const cohorts = cohortsOf(people, settings, time)
  const flexible = cohorts.filter((cohort) => cohort.terms.flexibleHours > 0)
  const overtime = cohorts.filter((cohort) => cohort.terms.overtimeHours > 0)
  return {
    groupId: id,
    cohorts,
    bookedHires: bookedOf(id, hiring, terms, time, decidedOn),
    ...{ newTerms, hiring, ramp, mentorLoss: settings.ramp?.mentorLoss ?? 0 },
    survival: survivalOf(
      attrition(own?.attrition ?? terms.attrition),
      Math.max(
        0,
        ramp.findIndex((speed) => speed > 0),
      ),
    ),
    present: time.weeks.map(({ firstDay }) => presentShare(terms, dateOf(firstDay + 3))),
    flexibleCost: meanOf(flexible, (cohort) => cohort.terms.hourlyCost) ?? hourlyCost,
    overtimeCost: meanOf(overtime, (cohort) => overtimePay(settings, cohort.terms)) ?? overtimePay(settings, newTerms),
    maxOvertimeHoursPerMonth: terms.overtime.maxHoursPerMonth,
  }
}

/** Share of paid hours that leave, courses and what else the headcount section names do not take. */
export const presentShare = ({ shrinkage }: HeadcountSettings, date: string): number =>
  shrinkage.reduce((left, bucket) => (isInSpan(date, bucket) ? left * (1 - bucket.share) : left), 1)

const overtimePay = ({ contracts }: PlanSettings, { contractId, hourlyCost }: WorkTerms): number =>
  hourlyCost * (1 + contracts.find(({ id }) => id === contractId)!.overtimePremium)

function termsOf({ contracts }: PlanSettings, contractId: string, hourlyCost: number, mayOvertime = true): WorkTerms {
  const contract = contracts.find(({ id }) => id === contractId)!
  const { guaranteedMinutesPerWeek: guaranteed, ordinaryMinutesPerWeek: ordinary } = contract
  return {
    contractId,
    guaranteedHours: guaranteed / 60,
    flexibleHours: (ordinary - guaranteed) / 60,
    overtimeHours: mayOvertime ? contract.maxOvertimeMinutesPerWeek / 60 : 0,
    hourlyCost,
  }
}

/** People alike, in the order of their first. Whoever is on the ramp, or yet to come, has a first day. */
function cohortsOf(people: readonly Employee[], settings: PlanSettings, time: HeadcountTime): Cohort[] {
  const rampDays = 7 * (settings.ramp?.weeks ?? RAMP_PRIOR).length
  const each = people.map((person): Cohort => {
    const { contractId, hourlyCost, restrictions, skills, hiredOn } = person
    const proficiency =
      skills.length === 0 ? 1 : skills.reduce((sum, skill) => sum + skill.proficiency, 0) / skills.length
    const isNew = hiredOn !== undefined && dayOf(hiredOn) + rampDays > time.bounds[0]!
    const mayOvertime = !restrictions.some((restriction) => (NO_OVERTIME as readonly string[]).includes(restriction))
    return {
      people: 1,
      terms: termsOf(settings, contractId, hourlyCost, mayOvertime),
      proficiency,
      ...(isNew && { startDay: dayOf(hiredOn) }),
    }
  })
  const last = time.bounds.at(-1)!
  const within = each.filter(({ startDay }) => startDay === undefined || startDay < last)
  return [...Map.groupBy(within, ({ people: _, ...alike }) => JSON.stringify(alike)).values()].map((alike) => ({
    ...alike[0]!,
    people: alike.length,
  }))
}

function mostCommon(people: readonly Employee[]): string {
  const counts = new Map<string, number>()
  for (const { contractId } of people) counts.set(contractId, (counts.get(contractId) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0]
}

const meanCost = (people: readonly Employee[]): number =>
  people.reduce((sum, { hourlyCost }) => sum + hourlyCost, 0) / people.length

function meanOf(cohorts: readonly Cohort[], pick: (cohort: Cohort) => number): number | undefined {
  const people = cohorts.reduce((sum, cohort) => sum + cohort.people, 0)
  return people === 0 ? undefined : cohorts.reduce((sum, cohort) => sum + cohort.people * pick(cohort), 0) / people
}

/** Booked classes by period; a class begins on its period's class day. */
function bookedOf(
  id: string,
  { leadWeeks }: HiringTerms,
  { bookedHires }: HeadcountSettings,
  { periods, bounds }: HeadcountTime,
  decidedOn: string,
): number[] {
  const byPeriod = periods.map(() => 0)
  bookedHires.forEach(({ group, startsOn, people }, index) => {
    if (group !== id) return
    const place = { file: 'plan.yaml', column: `headcount.bookedHires[${index}].startsOn`, value: startsOn }
    const day = dayOf(startsOn)
    const earliest = dateOf(Math.ceil(dayOf(decidedOn) + 7 * leadWeeks))
    if (startsOn < earliest) {
      const problem = `is before ${earliest}, the first day that people asked for on ${decidedOn} can begin (${leadWeeks} weeks)`
      const hint =
        'Move the class, shorten headcount.hiring.leadWeeks, or enter people already found in employees.csv with hired_on.'
      throw new PlanningInputError({ ...place, problem, hint })
    }
    if (day < bounds[0]! || day >= bounds.at(-1)!) {
      const problem = `is outside the plan, ${periods[0]!.firstDate} to ${periods.at(-1)!.lastDate}`
      throw new PlanningInputError({ ...place, problem, hint: 'Plan more months, or take the class out.' })
    }
    byPeriod[bounds.findLastIndex((bound) => bound <= day)]! += people
  })
  return byPeriod
}
