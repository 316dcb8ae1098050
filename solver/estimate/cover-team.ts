import type { Skill } from '../domain/employee.ts'
import type { PlanSettings } from '../domain/plan-inputs.ts'
import { compareIds } from '../domain/roster.ts'
import { zoneOfGroup } from '../domain/site.ts'
import type { Blocks } from './need-blocks.ts'
import type { BlockShares, EstimateShift } from './shift-shares.ts'
import type { TeamSort } from './team-sorts.ts'

/** Paid minutes at one price. */
export interface MinuteBand {
  readonly minutes: number
  /** Minor currency units. */
  readonly costPerMinute: number
  readonly isOvertime: boolean
}

/** People of a class who know the same queues equally well. */
export interface SkillShare {
  /** Ordered by queue id. */
  readonly skills: readonly Skill[]
  readonly people: number
  /** Most time on position in the whole horizon. */
  readonly positionHours: number
}

/** People of one group who may work the same shifts; their hours are pooled. */
export interface CoverClass {
  readonly groupId: string
  readonly shifts: readonly EstimateShift[]
  /** Most people on shifts that start on a day, `[day]`. */
  readonly peopleByDay: readonly number[]
  /** Most person-days of a week. */
  readonly personDays: number
  /** Hours paid whatever is worked, minutes, `[week]`. */
  readonly guaranteedMinutes: readonly number[]
  /** Wages for them, minor currency units, all weeks. */
  readonly guaranteedCost: number
  /** By rising price, `[week][band]`; guaranteed minutes cost nothing more. */
  readonly bands: readonly (readonly MinuteBand[])[]
  readonly skillShares: readonly SkillShare[]
  /** Agents whom shifts from before the horizon keep there, `[block]`. */
  readonly present: Float64Array
  /** Ordinary minutes of all of them in a week, and how many they are: what an FTE is measured by. */
  readonly ordinaryMinutes: number
  readonly people: number
}

/** The people of a plan by classes, ordered by group and what they may work. */
export function coverClasses(
  settings: PlanSettings,
  blocks: Blocks,
  sorts: readonly TeamSort[],
  shifts: readonly EstimateShift[],
): CoverClass[] {
  const shiftsOf = (sort: TeamSort) => shifts.filter((shift) => mayWork(settings, sort, shift))
  const classKey = (sort: TeamSort) =>
    JSON.stringify([sort.group, ...new Set(shiftsOf(sort).map(({ template }) => template.id))])
  return [...Map.groupBy(sorts, classKey)]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([, members]) => classOf(settings, blocks, members, shiftsOf(members[0]!)))
}

const mayWork = (settings: PlanSettings, { group, contractId, roles }: TeamSort, { template, zone }: EstimateShift) =>
  zone === zoneOfGroup(settings, group) &&
  (template.groups?.includes(group) ?? true) &&
  (template.contracts?.includes(contractId) ?? true) &&
  (template.roles?.some((role) => roles.includes(role)) ?? true)

function classOf(
  { contracts }: PlanSettings,
  { blockOf, intervals, hours }: Blocks,
  members: readonly TeamSort[],
  shifts: readonly EstimateShift[],
): CoverClass {
  const sum = (figure: (member: TeamSort) => number) => members.reduce((total, member) => total + figure(member), 0)
  const weeks = members[0]!.guaranteedMinutes.map((_, week) => week)
  const contractOf = (member: TeamSort) => contracts.find(({ id }) => id === member.contractId)!
  const guaranteedMinutes = weeks.map((week) => sum((member) => member.guaranteedMinutes[week]!))
  const onPosition = Math.max(0, ...shifts.map((shift) => positionShare(shift, hours)))
  const present = new Float64Array(intervals.length)
  for (const { presentBefore } of members) {
    for (const [interval, agents] of presentBefore)
      present[blockOf[interval]!]! += agents / intervals[blockOf[interval]!]!
  }
  return {
    ...{ groupId: members[0]!.group, shifts, guaranteedMinutes, present },
    peopleByDay: members[0]!.availableByDay.map((_, day) => sum((member) => member.availableByDay[day]!)),
    personDays: sum(({ count, mostDaysPerWeek }) => count * mostDaysPerWeek),
    guaranteedCost: sum(
      ({ guaranteedMinutes: paid, hourlyCost }) => paid.reduce((all, each) => all + each, 0) * (hourlyCost / 60),
    ),
    bands: weeks.map((week) =>
      members
        .flatMap((member) => bandsOf(member, contractOf(member), week))
        .sort((a, b) => a.costPerMinute - b.costPerMinute),
    ),
    skillShares: skillShares(members, weeks.length, onPosition, hours[0]! / intervals[0]!),
    ordinaryMinutes: sum((member) => member.count * contractOf(member).ordinaryMinutesPerWeek),
    people: sum(({ count }) => count),
  }
}

/** Hours on position for each paid hour. */
function positionShare({ presence, breaks, paidMinutes }: EstimateShift, hours: Float64Array): number {
  const hoursOf = (shares: BlockShares) => shares.reduce((sum, [block, agents]) => sum + agents * hours[block]!, 0)
  const away = breaks.reduce((sum, { choices }) => sum + Math.min(...choices.map(hoursOf)), 0)
  return (hoursOf(presence) - away) / (paidMinutes / 60)
}

function bandsOf(
  { count, hourlyCost, mostMinutesPerWeek, guaranteedMinutes }: TeamSort,
  { ordinaryMinutesPerWeek, overtimePremium }: PlanSettings['contracts'][number],
  week: number,
): MinuteBand[] {
  const costPerMinute = hourlyCost / 60
  const most = count * mostMinutesPerWeek
  const guaranteed = Math.min(most, guaranteedMinutes[week]!)
  const ordinary = Math.max(guaranteed, Math.min(most, count * ordinaryMinutesPerWeek))
  return [
    { minutes: guaranteed, costPerMinute: 0, isOvertime: false },
    { minutes: ordinary - guaranteed, costPerMinute, isOvertime: false },
    { minutes: most - ordinary, costPerMinute: costPerMinute * (1 + overtimePremium), isOvertime: true },
  ].filter(({ minutes }) => minutes > NOTHING)
}

/** Minutes left over by the rounding of part people: a column so narrow would hold an engine up for nothing. */
const NOTHING = 1e-6

function skillShares(
  members: readonly TeamSort[],
  weeks: number,
  onPosition: number,
  intervalHours: number,
): SkillShare[] {
  return [...Map.groupBy(members, ({ skills }) => JSON.stringify(skills))]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([, alike]) => {
      const sum = (figure: (member: TeamSort) => number) => alike.reduce((total, member) => total + figure(member), 0)
      const before = sum(({ presentBefore }) => presentBefore.reduce((all, [, agents]) => all + agents, 0))
      const paidHours = (weeks * sum(({ count, mostMinutesPerWeek }) => count * mostMinutesPerWeek)) / 60
      return {
        skills: alike[0]!.skills,
        people: sum(({ count }) => count),
        positionHours: paidHours * onPosition + before * intervalHours,
      }
    })
}
