import { type Horizon, intervalStart } from '../domain/horizon.ts'
import type { PlanInputs, PlanSettings } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { compareIds } from '../domain/roster.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { type CoverClass, coverClasses } from './cover-team.ts'
import { type BlockNeed, type Blocks, blockNeeds, blocksOf, type WeekNeed } from './need-blocks.ts'
import { type EstimateShift, estimateShifts } from './shift-shares.ts'
import { type SolvedPart, solveCover } from './solve-cover.ts'
import { type TeamSort, teamSorts } from './team-sorts.ts'

/** Minor currency units; `overtime` is part of `wages`. */
export interface EstimatedCosts {
  readonly wages: number
  readonly overtime: number
  readonly understaffing: number
  readonly overdueWork: number
  /** Wages, understaffing and overdue work. */
  readonly total: number
}

export interface GroupEstimate {
  readonly groupId: string
  readonly people: number
  /** Guaranteed hours included, worked or not. */
  readonly paidHours: number
  /** Of shifts. */
  readonly workedHours: number
  /** Paid hours over the ordinary hours of the group's contracts, a week. */
  readonly fte: number
}

export interface QueueEstimate {
  readonly queueId: string
  readonly kind: BlockNeed['kind']
  /** Hours of fully trained agents: to be scheduled, of an instant queue; of all work that is due, of a deferred one. */
  readonly requiredAgentHours: number
  readonly coveredAgentHours: number
  /** Hours of agents missing; of a deferred queue, of work that is overdue at the end. */
  readonly shortAgentHours: number
  /** Hours that contacts spend overdue; 0 of an instant queue. */
  readonly overdueContactHours: number
}

/** The hour in which instant queues lack most. */
export interface WorstHour {
  readonly queueId: string
  /** Epoch milliseconds. */
  readonly startsAt: number
  /** Mean over the hour. */
  readonly missingAgents: number
}

export interface WeekEstimate {
  readonly costs: EstimatedCosts
  readonly paidHours: number
  readonly workedHours: number
  readonly fte: number
  /** Ordered by id. */
  readonly groups: readonly GroupEstimate[]
  /** Ordered by id. */
  readonly queues: readonly QueueEstimate[]
  /** Null where nobody is missing. */
  readonly worstHour: WorstHour | null
}

/**
 * What a requirement costs with the people that are there, from a covering relaxation: an estimate in a fraction of the time
 * of a plan, and below what any roster of the same requirement costs.
 *
 * Kept: shifts as their templates allow, people away on a day, one shift a day, weekly minutes and days off of hard rules,
 * guaranteed wages, overtime at its premium, what the previous roster still covers, skills with proficiency, instant
 * queues by hour at the price of a missing agent, work that may wait by its due times at the price of overdue work.
 *
 * Relaxed, each of which can only make the estimate cheaper:
 * - people and shifts may be fractions;
 * - rest between shifts, days in a row across weeks, nights, months, and all other rules of work are left out, as are soft
 *   rules' penalties, premiums of rules of pay, training and fixed shifts;
 * - the people of one group who may work the same shifts have their hours in common, and who of them is there may change
 *   from hour to hour within what each skill set can work in all;
 * - what an hour's intervals need is levelled to their mean, and breaks lie in their windows where they hurt least.
 *
 * A plan that makes its roster again with more people where the simulation falls short covers a larger requirement.
 */
export const estimateWeek = (inputs: PlanInputs, requirement: Requirement, engine: LpEngine): WeekEstimate =>
  estimateFor(inputs.settings, teamSorts(inputs, requirement.horizon), requirement, engine)

/**
 * The same from the team's sorts.
 * @param shifts of the horizon, where they are known already
 */
export function estimateFor(
  settings: PlanSettings,
  sorts: readonly TeamSort[],
  requirement: WeekNeed,
  engine: LpEngine,
  shifts: readonly EstimateShift[] = weekShifts(settings, requirement.horizon),
): WeekEstimate {
  const { horizon } = requirement
  const blocks = blocksOf(horizon)
  const needs = blockNeeds(requirement, settings, blocks).sort((a, b) => compareIds(a.queueId, b.queueId))
  const classes = coverClasses(settings, blocks, sorts, shifts)
  const parts = solveCover({ needs, classes }, blocks.hours, engine)
  const pay = new Map(classes.map((own) => [own, payOf(own, parts)]))
  const groups = groupEstimates(pay)
  const sum = (figure: (group: GroupEstimate) => number) => groups.reduce((total, group) => total + figure(group), 0)
  const queues = needs.map((need) => queueEstimate(need, parts, blocks))
  const worst = worstBlock(needs, parts)
  return {
    costs: costsOf(pay, parts),
    ...{ groups, queues },
    paidHours: sum(({ paidHours }) => paidHours),
    workedHours: sum(({ workedHours }) => workedHours),
    fte: sum(({ fte }) => fte),
    worstHour: worst && {
      queueId: worst.queueId,
      startsAt: intervalStart(horizon, blocks.blockOf.indexOf(worst.block)),
      missingAgents: worst.missingAgents,
    },
  }
}

/** The shifts that an estimate of a horizon is made of. */
export const weekShifts = (settings: PlanSettings, horizon: Horizon): EstimateShift[] =>
  estimateShifts(settings, horizon, blocksOf(horizon))

interface ClassPay {
  readonly workedHours: number
  readonly paidHours: number
  /** Minor currency units. */
  readonly wages: number
  readonly overtime: number
}

/** What a class works and is paid; the guarantee alone where no queue needs it. */
function payOf(own: CoverClass, parts: readonly SolvedPart[]): ClassPay {
  const part = parts.find(({ classes }) => classes.includes(own))
  const index = part ? part.classes.indexOf(own) : -1
  const value = (column: number) => part!.values[column]!
  let workedHours = 0
  let [paidHours, wages, overtime] = [0, own.guaranteedCost, 0]
  for (const [week, bands] of own.bands.entries()) {
    paidHours += own.guaranteedMinutes[week]! / 60
    for (const [band, { costPerMinute, isOvertime }] of bands.entries()) {
      const hours = part ? value(part.cover.bandColumns[index]![week]![band]!) : 0
      if (costPerMinute > 0) paidHours += hours
      wages += 60 * hours * costPerMinute
      if (isOvertime) overtime += 60 * hours * costPerMinute
    }
  }
  if (part) {
    for (const [shift, { paidMinutes }] of own.shifts.entries())
      workedHours += (paidMinutes / 60) * value(part.cover.shiftColumns[index]![shift]!)
  }
  return { workedHours, paidHours, wages, overtime }
}

function groupEstimates(pay: ReadonlyMap<CoverClass, ClassPay>): GroupEstimate[] {
  return [...Map.groupBy(pay, ([{ groupId }]) => groupId)].map(([groupId, members]) => {
    const sum = (figure: (own: CoverClass, pay: ClassPay) => number) =>
      members.reduce((total, [own, its]) => total + figure(own, its), 0)
    const paidHours = sum((_, its) => its.paidHours)
    const ordinaryHours = sum((own) => (own.ordinaryMinutes / 60) * own.bands.length)
    const people = sum((own) => own.people)
    return {
      ...{ groupId, people, paidHours },
      workedHours: sum((_, its) => its.workedHours),
      fte: ordinaryHours > 0 ? (paidHours / ordinaryHours) * people : 0,
    }
  })
}

function costsOf(pay: ReadonlyMap<CoverClass, ClassPay>, parts: readonly SolvedPart[]): EstimatedCosts {
  const unmet = { instant: 0, deferred: 0 }
  for (const { needs, cover, values } of parts) {
    for (const [queue, need] of needs.entries()) {
      for (const [block, column] of cover.unmetColumns[queue]!.entries())
        if (column >= 0) unmet[need.kind] += values[column]! * need.prices[block]!
    }
  }
  const total = (figure: (its: ClassPay) => number) =>
    Math.round([...pay.values()].reduce((sum, its) => sum + figure(its), 0))
  const wages = total((its) => its.wages)
  const [understaffing, overdueWork] = [Math.round(unmet.instant), Math.round(unmet.deferred)]
  return {
    ...{ wages, understaffing, overdueWork },
    overtime: total((its) => its.overtime),
    total: wages + understaffing + overdueWork,
  }
}

/** What a queue lacks, agents or units of overdue work, `[block]`. */
function unmetOf(need: BlockNeed, parts: readonly SolvedPart[]): Float64Array {
  const part = parts.find(({ needs }) => needs.includes(need))!
  const columns = part.cover.unmetColumns[part.needs.indexOf(need)]!
  return Float64Array.from(columns, (column) => (column < 0 ? 0 : part.values[column]!))
}

function queueEstimate(need: BlockNeed, parts: readonly SolvedPart[], { hours }: Blocks): QueueEstimate {
  const unmet = unmetOf(need, parts)
  const hoursOf = (values: Float64Array) => values.reduce((sum, value, block) => sum + value * hours[block]!, 0)
  const isInstantNeed = need.kind === 'instant'
  // A unit of work is an hour of one agent, or as much as a block of the grid's first is long.
  const requiredAgentHours = isInstantNeed ? hoursOf(need.agents) : (need.due.at(-1) ?? 0) * hours[0]!
  const shortAgentHours = isInstantNeed ? hoursOf(unmet) : (unmet.at(-1) ?? 0) * hours[0]!
  return {
    ...{ queueId: need.queueId, kind: need.kind, requiredAgentHours, shortAgentHours },
    coveredAgentHours: requiredAgentHours - shortAgentHours,
    overdueContactHours: isInstantNeed ? 0 : hoursOf(unmet) * need.unitContacts,
  }
}

/** Of equals the first, of the first queue. */
function worstBlock(needs: readonly BlockNeed[], parts: readonly SolvedPart[]) {
  let worst: { queueId: string; block: number; missingAgents: number } | null = null
  for (const need of needs) {
    if (need.kind !== 'instant') continue
    for (const [block, missingAgents] of unmetOf(need, parts).entries()) {
      if (missingAgents > Math.max(SMALL, worst?.missingAgents ?? 0))
        worst = { queueId: need.queueId, block, missingAgents }
    }
  }
  return worst
}

/** Agents below it are rounding errors of an engine. */
const SMALL = 1e-3
