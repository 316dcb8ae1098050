import type { GroupHeadcount, HeadcountCost } from '../domain/headcount-plan.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { shrinkageOn } from '../domain/shrinkage.ts'
import { dateOf, dayOf } from './days.ts'
import type { GroupShares } from './group-shares.ts'
import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'
import { byPeriod, byPeriodOfWeek } from './headcount-time.ts'
import { headcountTerms, presentShare } from './problem-from-plan.ts'
import { emptySupply, givenSupply, hireSupply, type Supply, transferSupply } from './supply.ts'
import type { WeeklyNeed } from './weekly-need.ts'

export interface OutlookFacts {
  readonly inputs: PlanInputs
  readonly problem: HeadcountProblem
  readonly need: WeeklyNeed
  readonly flows: HeadcountFlows
  readonly shares: GroupShares
}

const zip = (a: readonly number[], b: readonly number[], join: (a: number, b: number) => number): number[] =>
  a.map((value, index) => join(value, b[index]!))
const ratio = (a: number, b: number): number => (b > 0 ? a / b : 0)

/** A group's headcount, need and cost as the flows have them. */
export function groupOutlook(facts: OutlookFacts, group: number): GroupHeadcount {
  const { inputs, problem } = facts
  const { groupId } = problem.groups[group]!
  const people = allSupply(facts, group)
  const named = inputs.settings.groups.find(({ id }) => id === groupId)!
  const need = needOf(facts, group)
  const hours = hoursOf(facts, group)
  const available = availableOf(facts, group, people)
  return {
    groupId,
    name: named.name ?? groupId,
    queueIds: problem.needs.flatMap(({ groups, queueIds }) => (groups.includes(group) ? queueIds : [])),
    ...balanceOf(facts, group, people),
    ...need,
    ...available,
    netFte: zip(available.availableFte, need.requiredFte, (there, required) => there - required),
    ...hours,
    weekShortHours: facts.shares.shortHours[group]!,
    cost: costOf(facts, group, people),
  }
}

/** Supply of all people of a group: given, hired, come and gone. */
function allSupply({ problem, flows }: OutlookFacts, group: number): Supply {
  const own = problem.groups[group]!
  const sum = emptySupply(problem.time)
  const add = (supply: Supply, people: number) => {
    for (const key of Object.keys(sum) as (keyof Supply)[])
      supply[key].forEach((value, index) => {
        sum[key][index]! += people * value
      })
  }
  add(givenSupply(problem, own), 1)
  flows.hires[group]!.forEach((people, period) => {
    if (people > 0) add(hireSupply(problem, own, period), people)
  })
  problem.transfers.forEach(({ from, to, ramp }, index) => {
    if (from !== group && to !== group) return
    flows.transfers[index]!.forEach((people, period) => {
      if (people === 0) return
      const { lost, gained } = transferSupply(problem, problem.groups[from]!, problem.groups[to]!, ramp, period)
      if (from === group) add(lost, people)
      if (to === group) add(gained, people)
    })
  })
  return sum
}

function balanceOf({ problem, flows }: OutlookFacts, group: number, people: Supply) {
  const { time, groups, transfers, standardHoursPerWeek } = problem
  const own = groups[group]!
  const heads = [...people.headsAtBounds]
  const moved = (side: 'from' | 'to') =>
    time.periods.map((_, period) =>
      transfers.reduce((sum, move, index) => (move[side] === group ? sum + flows.transfers[index]![period]! : sum), 0),
    )
  const bookedHires = time.periods.map((_, period) => own.bookedHires[period] ?? 0)
  const joiners = time.periods.map((_, period) =>
    own.cohorts.reduce((sum, { people, startDay = -1 }) => {
      const isWithin =
        startDay > time.bounds[0]! && startDay >= time.bounds[period]! && startDay < time.bounds[period + 1]!
      return isWithin ? sum + people : sum
    }, 0),
  )
  const [openingHeadcount, closingHeadcount] = [heads.slice(0, -1), heads.slice(1)]
  const hires = [...flows.hires[group]!]
  const [transfersIn, transfersOut] = [moved('to'), moved('from')]
  const attrition = openingHeadcount.map(
    (opening, period) =>
      opening +
      hires[period]! +
      bookedHires[period]! +
      joiners[period]! +
      transfersIn[period]! -
      transfersOut[period]! -
      closingHeadcount[period]!,
  )
  const hoursPerHead = meanHours(own.cohorts, own.newTerms)
  return {
    ...{ openingHeadcount, hires, bookedHires, joiners, attrition, transfersIn, transfersOut, closingHeadcount },
    closingFte: closingHeadcount.map((count) => (count * hoursPerHead) / standardHoursPerWeek),
  }
}

/** Contract hours a week of a person, those paid by the hour at their ordinary ones. */
function meanHours(
  cohorts: HeadcountProblem['groups'][number]['cohorts'],
  newTerms: HeadcountProblem['groups'][number]['newTerms'],
): number {
  const people = cohorts.reduce((sum, cohort) => sum + cohort.people, 0)
  if (people === 0) return newTerms.guaranteedHours + newTerms.flexibleHours
  const hours = cohorts.reduce(
    (sum, { people, terms }) => sum + people * (terms.guaranteedHours + terms.flexibleHours),
    0,
  )
  return hours / people
}

function needOf({ inputs, problem, need, shares }: OutlookFacts, group: number) {
  const { time, standardHoursPerWeek } = problem
  const own = problem.groups[group]!
  const queues = queueParts(inputs, problem, shares, group)
  const perWeek = (pick: (queue: number, week: number) => number) =>
    time.weeks.map((_, week) => queues.reduce((sum, { queue, share }) => sum + share[week]! * pick(queue, week), 0))
  const perDate = (byDay: readonly (readonly number[])[]) =>
    sumByDate(problem, (index) =>
      queues.reduce((sum, { queue, share }) => sum + share[Math.floor(index / 7)]! * byDay[queue]![index]!, 0),
    )
  const weekAgentHours = perWeek((queue, week) => need.agentHours[queue]![week]!)
  const weekGrossHours = shares.neededHours[group]!.map((hours, week) => hours / own.present[week]!)
  const weekRequiredFte = weekGrossHours.map((hours) => hours / standardHoursPerWeek)
  const fteOf = (factors: readonly (readonly number[])[]) => {
    const hours = perWeek((queue, week) => need.scheduledHours[queue]![week]! * need.shiftFactor[queue]![week]!)
    const changed = perWeek(
      (queue, week) => need.scheduledHours[queue]![week]! * need.shiftFactor[queue]![week]! * factors[queue]![week]!,
    )
    return periodFte(
      problem,
      weekGrossHours.map((gross, week) => gross * (hours[week]! > 0 ? changed[week]! / hours[week]! : 1)),
    )
  }
  const [agentHours, grossHours] = [byPeriod(time, weekAgentHours), byPeriod(time, weekGrossHours)]
  const workloadHours = perDate(need.dayWorkloadHours)
  const shrinkage = shrinkageByPeriod(inputs, problem)
  return {
    ...{
      volume: perDate(need.dayVolume),
      workloadHours,
      agentHours,
      weekAgentHours,
      grossHours,
      weekGrossHours,
      shrinkage,
    },
    occupancy: zip(workloadHours, agentHours, ratio),
    shiftFit: agentHours.map((hours, period) => ratio(hours, grossHours[period]! * (1 - shrinkage[period]!))),
    requiredFte: periodFte(problem, weekGrossHours),
    requiredFteP10: fteOf(need.lowFactor),
    requiredFteP90: fteOf(need.highFactor),
    peakRequiredFte: time.periods.map((_, period) =>
      Math.max(0, ...time.weeks.flatMap((week, index) => (week.period === period ? [weekRequiredFte[index]!] : []))),
    ),
    weekRequiredFte,
  }
}

const periodFte = ({ time, standardHoursPerWeek }: HeadcountProblem, weekHours: readonly number[]): number[] =>
  byPeriod(time, weekHours).map((hours, period) => hours / ((standardHoursPerWeek * time.periods[period]!.days) / 7))

/** Queues of a group with its share of each, `[week]`. */
function queueParts({ settings }: PlanInputs, { needs }: HeadcountProblem, { share }: GroupShares, group: number) {
  return needs.flatMap(({ groups, queueIds }, need) => {
    const place = groups.indexOf(group)
    if (place === -1) return []
    return queueIds.map((queueId) => ({
      queue: settings.queues.findIndex(({ id }) => id === queueId),
      share: share[need]![place]!,
    }))
  })
}

/** Sums of days by the period that each lies in; days beside all periods are left out. @param read day from the first week's on */
export function sumByDate({ time }: Pick<HeadcountProblem, 'time'>, read: (day: number) => number): number[] {
  const first = time.weeks[0]!.firstDay
  return time.periods.map((_, period) => {
    let sum = 0
    for (let day = time.bounds[period]!; day < time.bounds[period + 1]!; day++) sum += read(day - first)
    return sum
  })
}

function shrinkageByPeriod({ settings }: PlanInputs, { time }: HeadcountProblem): number[] {
  const terms = headcountTerms(settings)
  const lost = (day: number) => 1 - (1 - shrinkageOn(settings, dateOf(day))) * presentShare(terms, dateOf(day))
  return time.periods.map(({ firstDate, days }) => {
    const first = dayOf(firstDate)
    return Array.from({ length: days }, (_, index) => lost(first + index)).reduce((sum, share) => sum + share, 0) / days
  })
}

function availableOf({ problem }: OutlookFacts, group: number, people: Supply) {
  const { time, standardHoursPerWeek, groups } = problem
  const own = groups[group]!
  const hours = time.weeks.map((_, week) => (people.hours[week]! + people.flexible[week]!) / own.present[week]!)
  return { weekAvailableFte: hours.map((each) => each / standardHoursPerWeek), availableFte: periodFte(problem, hours) }
}

function hoursOf({ problem, flows }: OutlookFacts, group: number) {
  return {
    weekOvertimeHours: flows.overtimeHours[group]!,
    weekHourlyHours: flows.flexibleHours[group]!,
    weekExternalHours: problem.externals.flatMap(({ id, groups }, external) => {
      const place = groups.indexOf(group)
      return place === -1 ? [] : [{ sourceId: id, hours: flows.externalHours[external]![place]! }]
    }),
  }
}

function costOf(facts: OutlookFacts, group: number, people: Supply): HeadcountCost {
  const { problem, flows, shares } = facts
  const { time, transfers, externals } = problem
  const own = problem.groups[group]!
  const wages = time.weeks.map(({ daysInPlan }, week) => (people.wages[week]! * daysInPlan) / 7)
  const flexible = flows.flexibleHours[group]!.map((hours) => hours * own.flexibleCost)
  const external = hoursOf(facts, group).weekExternalHours.map(({ sourceId, hours }) => {
    const { costPerHour } = externals.find(({ id }) => id === sourceId)!
    return hours.map((each) => each * costPerHour)
  })
  return {
    wages: byPeriodOfWeek(
      time,
      zip(wages, flexible, (a, b) => a + b),
    ),
    overtime: byPeriodOfWeek(
      time,
      flows.overtimeHours[group]!.map((hours) => hours * own.overtimeCost),
    ),
    external: byPeriodOfWeek(
      time,
      time.weeks.map((_, week) => external.reduce((sum, hours) => sum + hours[week]!, 0)),
    ),
    hiring: time.periods.map(
      (_, period) => (flows.hires[group]![period]! + (own.bookedHires[period] ?? 0)) * own.hiring.costPerHire,
    ),
    transfers: time.periods.map((_, period) =>
      transfers.reduce(
        (sum, { to, costPerPerson }, index) =>
          to === group ? sum + flows.transfers[index]![period]! * costPerPerson : sum,
        0,
      ),
    ),
    shortage: byPeriodOfWeek(time, shares.shortCost[group]!),
  }
}
