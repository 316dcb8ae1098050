import type { GroupHeadcount, HeadcountPlan } from '../domain/headcount-plan.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { dayOf } from './days.ts'
import { headcountTerms } from './problem-from-plan.ts'
import { simulatedGroup } from './simulated-group.ts'

type Unchecked = Omit<HeadcountPlan, 'violations'>

/** Differences below these are arithmetic: persons, hours, and a share of money. */
const PERSONS = 1e-6
const HOURS = 0.01
const MONEY_SHARE = 1e-6

/**
 * What is wrong with a plan, worked out from its flows by people who come, learn, leave and work day after day, with
 * nothing of the model that made it: balances, whole people in classes that may begin, hours that the people there can
 * give, every week's need covered or named short, and the cost.
 * @returns sentences; empty when all is sound
 */
export function checkHeadcountPlan(plan: Unchecked, inputs: PlanInputs): string[] {
  return [
    ...plan.groups.flatMap((group) => [...balanceIssues(plan, group), ...peopleIssues(plan, group, inputs)]),
    ...classIssues(plan, inputs),
    ...externalIssues(plan, inputs),
    ...workIssues(plan),
    ...costIssues(plan, inputs),
  ]
}

function balanceIssues({ periods }: Unchecked, group: GroupHeadcount): string[] {
  const { openingHeadcount: opening, closingHeadcount: closing } = group
  return periods.flatMap(({ label }, at) => {
    const came = group.hires[at]! + group.bookedHires[at]! + group.joiners[at]! + group.transfersIn[at]!
    const expected = opening[at]! + came - group.attrition[at]! - group.transfersOut[at]!
    return [
      ...(differ(expected, closing[at]!, PERSONS)
        ? [`${group.groupId} ${label}: opening and flows make ${expected}, closing is ${closing[at]}.`]
        : []),
      ...(at + 1 < periods.length && differ(closing[at]!, opening[at + 1]!, PERSONS)
        ? [`${group.groupId} ${label}: closing is ${closing[at]}, and the next period opens with ${opening[at + 1]}.`]
        : []),
      ...(closing[at]! < -PERSONS ? [`${group.groupId} ${label}: closing headcount ${closing[at]} is negative.`] : []),
    ]
  })
}

const differ = (a: number, b: number, tolerance: number): boolean =>
  !(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b)))

/** Headcounts, hours and cover of a group against its people followed day by day. */
function peopleIssues(plan: Unchecked, group: GroupHeadcount, inputs: PlanInputs): string[] {
  const people = simulatedGroup(plan, group.groupId, inputs)
  const issues: string[] = []
  plan.periods.forEach(({ label }, at) => {
    if (differ(people.headsAtEnd[at]!, group.closingHeadcount[at]!, 1e-4))
      issues.push(
        `${group.groupId} ${label}: people followed day by day are ${people.headsAtEnd[at]}, not ${group.closingHeadcount[at]}.`,
      )
  })
  const speedOf = new Map(headcountTerms(inputs.settings).external.map(({ id, speed }) => [id, speed]))
  plan.weeks.forEach(({ firstDate }, week) => {
    const overtime = group.weekOvertimeHours[week]!
    const hourly = group.weekHourlyHours[week]!
    const external = group.weekExternalHours.reduce(
      (sum, { sourceId, hours }) => sum + hours[week]! * speedOf.get(sourceId)!,
      0,
    )
    const needed = group.weekGrossHours[week]! * people.present[week]!
    const given = people.hours[week]! + overtime + hourly + external + group.weekShortHours[week]!
    const scale = Math.max(HOURS, 1e-4 * needed)
    if (given < needed - scale)
      issues.push(`${group.groupId} week ${firstDate}: ${given} hours of ${needed} are covered or named short.`)
    if (overtime > people.mostOvertime[week]! + scale)
      issues.push(
        `${group.groupId} week ${firstDate}: ${overtime} hours of overtime, at most ${people.mostOvertime[week]} are allowed.`,
      )
    if (hourly > people.mostHourly[week]! + scale)
      issues.push(
        `${group.groupId} week ${firstDate}: ${hourly} hours paid by the hour, at most ${people.mostHourly[week]} can be worked.`,
      )
  })
  return issues
}

function classIssues({ classes, basis, periods }: Unchecked, { settings }: PlanInputs): string[] {
  const terms = headcountTerms(settings)
  return classes.flatMap(({ groupId, people, classes: count, requestBy, startsOn, isBooked, period }) => {
    const hiring = terms.groups.find(({ group }) => group === groupId)?.hiring ?? terms.hiring
    const what = `${groupId} class of ${people} on ${startsOn}`
    if (isBooked) return []
    const lead = dayOf(startsOn) - dayOf(requestBy)
    return [
      ...(Number.isInteger(people) ? [] : [`${what}: people are not whole.`]),
      ...(requestBy < basis.decidedOn
        ? [`${what}: asked for on ${requestBy}, before the decision on ${basis.decidedOn}.`]
        : []),
      ...(lead < 7 * hiring.leadWeeks
        ? [`${what}: ${lead} days after the request, ${hiring.leadWeeks} weeks are needed.`]
        : []),
      ...(people < count * hiring.classMin || people > count * hiring.classMax
        ? [`${what}: ${count} classes hold ${count * hiring.classMin} to ${count * hiring.classMax} people.`]
        : []),
      ...(count > hiring.maxClassesPerPeriod
        ? [`${what}: ${count} classes, ${hiring.maxClassesPerPeriod} may begin.`]
        : []),
      ...(startsOn === periods[period]!.classStart
        ? []
        : [`${what}: classes of ${periods[period]!.label} begin on another day.`]),
    ]
  })
}

function externalIssues({ groups, weeks, basis }: Unchecked, { settings }: PlanInputs): string[] {
  const sources = new Map(headcountTerms(settings).external.map((source) => [source.id, source]))
  return groups.flatMap((group) =>
    group.weekExternalHours.flatMap(({ sourceId, hours }) => {
      const { maxPeople, hoursPerWeek, leadWeeks, minPeople } = sources.get(sourceId)!
      const earliest = dayOf(basis.decidedOn) + 7 * leadWeeks
      return hours.flatMap((each, week) => {
        const what = `${group.groupId} week ${weeks[week]!.firstDate}: ${each} hours of ${sourceId}`
        return [
          ...(each > maxPeople * hoursPerWeek + HOURS
            ? [`${what}, at most ${maxPeople * hoursPerWeek} can be had.`]
            : []),
          ...(each > HOURS && each < minPeople * hoursPerWeek - HOURS
            ? [`${what}, at least ${minPeople * hoursPerWeek} must be booked.`]
            : []),
          ...(each > HOURS && dayOf(weeks[week]!.firstDate) < earliest ? [`${what}, before they can be had.`] : []),
        ]
      })
    }),
  )
}

/** The groups take all of the queues' work. */
function workIssues({ groups, queues, weeks }: Unchecked): string[] {
  const served = new Set(groups.flatMap(({ queueIds }) => queueIds))
  return weeks.flatMap(({ firstDate }, week) => {
    const asked = queues.reduce((sum, queue) => sum + (served.has(queue.queueId) ? queue.agentHours[week]! : 0), 0)
    const taken = groups.reduce((sum, group) => sum + group.weekAgentHours[week]!, 0)
    return differ(asked, taken, 1e-6)
      ? [`Week ${firstDate}: queues need ${asked} agent-hours, groups take ${taken}.`]
      : []
  })
}

function costIssues(plan: Unchecked, inputs: PlanInputs): string[] {
  const { groups, solution, classes, transfers } = plan
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  const issues: string[] = []
  let total = 0
  for (const group of groups) {
    const { cost, groupId } = group
    const people = simulatedGroup(plan, groupId, inputs)
    const wages = sum(people.wages) + sum(group.weekHourlyHours) * people.hourlyCost
    if (differ(wages, sum(cost.wages), 1e-4))
      issues.push(`${groupId}: wages are ${wages}, the plan says ${sum(cost.wages)}.`)
    total += Object.values(cost).reduce((all, part) => all + sum(part), 0)
  }
  const flows = sum(classes.map(({ cost }) => cost)) + sum(transfers.map(({ cost }) => cost))
  const planned = sum(groups.map(({ cost }) => sum(cost.hiring) + sum(cost.transfers)))
  if (Math.abs(flows - planned) > 1 + classes.length + transfers.length)
    issues.push(`Hiring and transfers cost ${flows}, the plan says ${planned}.`)
  if (differ(total, solution.objective, MONEY_SHARE))
    issues.push(`The groups cost ${total} together, the objective is ${solution.objective}.`)
  if (solution.objectiveBound > solution.objective * (1 + MONEY_SHARE))
    issues.push(`The bound ${solution.objectiveBound} is above the cost ${solution.objective}.`)
  return issues
}
