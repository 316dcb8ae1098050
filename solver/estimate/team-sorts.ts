import { isBound } from '../check/is-bound.ts'
import { type LocalDays, localDays } from '../check/local-days.ts'
import { type Availability, type Contract, type Employee, minutesGuaranteed, type Skill } from '../domain/employee.ts'
import type { Horizon } from '../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../domain/plan-inputs.ts'
import { type Assignment, compareIds } from '../domain/roster.ts'
import { siteHorizon, zoneOfGroup } from '../domain/site.ts'
import type { WorkRule } from '../domain/work-rule.ts'
import { intervalShares } from '../roster/shift-option.ts'

/** People who count alike in an estimate: same group, contract, skills, roles, cost and weekly limits. */
export interface TeamSort {
  readonly group: string
  readonly contractId: string
  /** Ordered by queue id. */
  readonly skills: readonly Skill[]
  readonly roles: readonly string[]
  /** Cost of an hour of work, minor currency units. */
  readonly hourlyCost: number
  readonly count: number
  /** Most paid minutes of one person in a week: the contract's ordinary time and overtime, and hard rules of the week. */
  readonly mostMinutesPerWeek: number
  /** Most days that one person works in a week. */
  readonly mostDaysPerWeek: number
  /** People who are not away all day, `[day]` of their site. */
  readonly availableByDay: readonly number[]
  /** Minutes of all of them together that are paid whether worked or not, `[week]`. */
  readonly guaranteedMinutes: readonly number[]
  /** Whom the previous roster still keeps on position: interval, agents. */
  readonly presentBefore: readonly (readonly [interval: number, agents: number])[]
}

/** The team of a horizon by sorts, ordered by what tells them apart. */
export function teamSorts(given: PlanInputs, horizon: Horizon): TeamSort[] {
  const inputs = inputsFor(given, horizon)
  const { settings, employees, workRules } = inputs
  const contracts = new Map(settings.contracts.map((contract) => [contract.id, contract]))
  const daysOf = daysByZone(horizon)
  const shiftsOf = Map.groupBy(inputs.previousRoster, ({ employeeId }) => employeeId)
  const timeOffOf = Map.groupBy(
    inputs.availability.filter(({ kind }) => kind === 'timeOff'),
    ({ employeeId }) => employeeId,
  )
  const people = employees.map((employee) => {
    const contract = contracts.get(employee.contractId)!
    const days = daysOf(zoneOfGroup(settings, employee.group))
    return {
      ...{ employee, contract, days },
      limits: weeklyLimits(workRules, employee, contract),
      timeOff: timeOffOf.get(employee.id) ?? [],
      shifts: shiftsOf.get(employee.id) ?? [],
    }
  })
  return [...Map.groupBy(people, keyOf)]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([, members]) => sortOf(members, horizon))
}

interface Member {
  readonly employee: Employee
  readonly contract: Contract
  readonly days: LocalDays
  readonly limits: Pick<TeamSort, 'mostMinutesPerWeek' | 'mostDaysPerWeek'>
  readonly timeOff: readonly Availability[]
  readonly shifts: readonly Assignment[]
}

const keyOf = ({ employee, limits }: Member): string =>
  JSON.stringify([
    employee.group,
    employee.contractId,
    employee.skills.map(({ queueId, proficiency }) => [queueId, proficiency]),
    employee.roles ?? [],
    employee.hourlyCost,
    limits.mostMinutesPerWeek,
    limits.mostDaysPerWeek,
  ])

function sortOf(members: readonly Member[], horizon: Horizon): TeamSort {
  const { employee, limits, days } = members[0]!
  const { group, contractId, skills, roles = [], hourlyCost } = employee
  const sum = (figure: (member: Member) => number) => members.reduce((total, member) => total + figure(member), 0)
  return {
    ...{ group, contractId, skills, roles, hourlyCost, ...limits },
    count: members.length,
    availableByDay: days.periods.day.map(({ fromDay }) => sum((member) => (isAway(member, fromDay) ? 0 : 1))),
    guaranteedMinutes: days.periods.week.map(({ fromDay }) =>
      sum((member) => minutesGuaranteed(member.contract, member.employee, fromDay)),
    ),
    presentBefore: presenceOf(
      members.flatMap(({ shifts }) => shifts),
      horizon,
    ),
  }
}

function daysByZone(horizon: Horizon): (zone: string) => LocalDays {
  const known = new Map<string, LocalDays>()
  return (zone) => {
    const days = known.get(zone) ?? localDays(siteHorizon(horizon, zone))
    known.set(zone, days)
    return days
  }
}

/** Whether one time off covers the whole local day. */
function isAway({ days, timeOff }: Member, day: number): boolean {
  const [from, to] = [days.instantOf(day, 0), days.instantOf(day + 1, 0)]
  return timeOff.some(({ startMs, endMs }) => startMs <= from && endMs >= to)
}

/** What hard rules and the contract allow one person in a week; a soft rule allows more. */
function weeklyLimits(rules: readonly WorkRule[], employee: Employee, contract: Contract): Member['limits'] {
  let minutes = Infinity
  let days = 7
  for (const rule of rules) {
    if (rule.severity !== 'hard' || !isBound(rule, employee)) continue
    if (rule.kind === 'maxOvertimeMinutesPerWeek')
      minutes = Math.min(minutes, contract.ordinaryMinutesPerWeek + contract.maxOvertimeMinutesPerWeek)
    if (rule.kind === 'maxMinutesPerPeriod' && rule.period === 'week') minutes = Math.min(minutes, rule.maxMinutes)
    if (rule.kind === 'minDaysOffPerWeek') days = Math.min(days, 7 - rule.minDays)
    if (rule.kind === 'maxConsecutiveDays') days = Math.min(days, 7 - Math.floor(7 / (rule.maxDays + 1)))
  }
  // Seven days of 24 hours are more than anybody works, and stay finite when written down.
  return { mostMinutesPerWeek: Math.min(minutes, 10_080), mostDaysPerWeek: days }
}

function presenceOf(shifts: readonly Assignment[], horizon: Horizon): TeamSort['presentBefore'] {
  const agents = new Map<number, number>()
  const add = ({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }, sign: number) => {
    for (const [interval, share] of intervalShares(horizon, startMs, endMs))
      agents.set(interval, (agents.get(interval) ?? 0) + sign * share)
  }
  for (const shift of shifts) {
    if (shift.onCall === true || shift.endMs <= horizon.startsAt) continue
    add(shift, 1)
    for (const away of [...shift.breaks, ...(shift.activities ?? [])]) add(away, -1)
  }
  return [...agents].filter(([, share]) => share > 1e-9).sort(([a], [b]) => a - b)
}
