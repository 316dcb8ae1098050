import { horizonEnd, instantOnDay, intervalMs } from '../../domain/horizon.ts'
import { isInstant } from '../../domain/queue.ts'
import { zoneOfGroup } from '../../domain/site.ts'
import type { WorkRule, WorkRuleOf } from '../../domain/work-rule.ts'
import type { LinearModel } from '../../lp/linear-model.ts'
import { intervalShares, type ShiftOption } from '../shift-option.ts'
import type { CoverGroup } from './cover-groups.ts'
import type { TourContext } from './tour-context.ts'
import { binds } from './tour-scope.ts'

type RowEntries = readonly (readonly [row: number, coefficient: number])[]

/** What rules about the team add to a cover. */
export interface TeamRows {
  /** Row coefficients of one person of a group on an option. */
  readonly entries: (group: number, option: number) => RowEntries
  /** Rule whose want or excess a column holds, by column. */
  readonly ruleOfColumn: ReadonlyMap<number, WorkRule>
}

/** Entries of somebody whom a rule binds, or does not, on an option. */
type RuleEntries = (isBound: boolean, option: ShiftOption) => RowEntries

/**
 * Adds the rules about the team to a cover: what they find wanting, or too much, is a column at a price, so that there is
 * always an answer. A hard rule's price is above all others; the checker tells what even so stays unmet.
 * @param groups of `coverGroups`, which the entries go by
 */
export function addTeamRules(model: LinearModel, context: TourContext, groups: readonly CoverGroup[]): TeamRows {
  const ruleOfColumn = new Map<number, WorkRule>()
  const added: { rule: WorkRule; entriesOf: RuleEntries }[] = []
  for (const rule of context.inputs.workRules) {
    const firstColumn = model.columns
    const entriesOf = addRule(model, context, rule)
    if (!entriesOf) continue
    added.push({ rule, entriesOf })
    for (let column = firstColumn; column < model.columns; column++) ruleOfColumn.set(column, rule)
  }
  const known = new Map<number, RowEntries>()
  const entries = (group: number, option: number): RowEntries => {
    const key = group * context.options.length + option
    let own = known.get(key)
    if (!own) {
      const { rules } = groups[group]!
      own = added.flatMap(({ rule, entriesOf }) => entriesOf(rules.includes(rule), context.options[option]!))
      known.set(key, own)
    }
    return own
  }
  return { entries, ruleOfColumn }
}

function addRule(model: LinearModel, context: TourContext, rule: WorkRule): RuleEntries | undefined {
  // Without a price a soft rule is only told, and asks nothing of the cover.
  if (rule.severity === 'soft' && !rule.penaltyPerUnit && !(rule.kind === 'shiftCover' && rule.surplusPenalty > 0)) {
    return undefined
  }
  switch (rule.kind) {
    case 'minPresence':
      return addPresence(model, contextOf(context, rule), rule)
    case 'shiftCover':
      return addShiftCover(model, contextOf(context, rule), rule)
    case 'minutesBudget':
      return addBudget(model, context, rule)
    default:
      return undefined
  }
}

/** Days and hours of a rule about the team are those of the people whom it binds where they are of one zone, else the plan's. */
function contextOf(context: TourContext, rule: WorkRule): TourContext {
  const { employees, settings } = context.inputs
  const bound = employees.filter((employee) => binds(rule, employee))
  const [zone, ...others] = new Set(bound.map(({ group }) => zoneOfGroup(settings, group)))
  const own = context.inZone(zone === undefined || others.length > 0 ? context.horizon.zone : zone)
  return { ...context, zone: own.zone, days: own.days }
}

/** Times the dearest hour of a queue that an hour wanting by a hard rule costs at least. */
const ABOVE_ALL = 10
const HARD_HOUR_PRICE = 1_000_000
/** A shift is worth as much as the hours that it may have. */
const HOURS_OF_SHIFT = 24

/** Minor currency units for each hour, shift or minute. */
function teamPrice({ inputs }: TourContext, rule: WorkRule, hoursOfUnit: number): number {
  if (rule.severity !== 'hard') return rule.severity === 'soft' ? (rule.penaltyPerUnit ?? 0) : 0
  const dearest = inputs.settings.queues.map((queue) =>
    isInstant(queue) ? queue.understaffingCostPerHour : queue.overdueCostPerHour,
  )
  return Math.max(HARD_HOUR_PRICE, ...dearest.map((price) => price * ABOVE_ALL)) * hoursOfUnit
}

/** Those bound and wanting: at least so many, and at least the others on duty divided by `perOthers`, `[interval]`. */
function addPresence(model: LinearModel, context: TourContext, rule: WorkRuleOf<'minPresence'>): RuleEntries {
  const { horizon, inputs } = context
  const price = teamPrice(context, rule, 1)
  const { bound, others } = presentBefore(context, rule)
  const share = rule.perOthers === undefined ? 0 : 1 / rule.perOthers
  const upper = Math.max(rule.agents, inputs.employees.length * share)
  const fixedRow = new Map<number, number>()
  const shareRow = new Map<number, number>()
  presenceHours(context, rule).forEach((hours, interval) => {
    if (hours === 0) return
    const missing = model.addColumn({ cost: price * hours, upper })
    const lower = rule.agents - bound[interval]!
    if (lower > 0) fixedRow.set(interval, model.addRow([[missing, 1]], lower, Infinity))
    if (share === 0) return
    shareRow.set(interval, model.addRow([[missing, 1]], others[interval]! * share - bound[interval]!, Infinity))
  })
  return (isBound, { template, startMs, endMs }) => {
    if (template.onCall) return []
    return intervalShares(horizon, startMs, endMs).flatMap(([interval, filled]) => {
      const rows: [number, number][] = []
      if (isBound && fixedRow.has(interval)) rows.push([fixedRow.get(interval)!, filled])
      if (shareRow.has(interval)) rows.push([shareRow.get(interval)!, isBound ? filled : -filled * share])
      return rows
    })
  }
}

/** People whom shifts of the previous roster still keep on duty, by whether a rule binds them, `[interval]`. */
function presentBefore({ inputs, horizon, tailOf }: TourContext, rule: WorkRule) {
  const bound = new Float64Array(horizon.intervals)
  const others = new Float64Array(horizon.intervals)
  for (const employee of inputs.employees) {
    const present = binds(rule, employee) ? bound : others
    for (const shift of tailOf.get(employee.id) ?? []) {
      if (shift.onCall === true) continue
      for (const [interval, share] of intervalShares(horizon, shift.startMs, shift.endMs)) present[interval]! += share
    }
  }
  return { bound, others }
}

/** Hours of each interval in the rule's spans of the day, `[interval]`; the first span may begin the day before. */
function presenceHours({ horizon, days, zone }: TourContext, rule: WorkRuleOf<'minPresence'>): Float64Array {
  const hours = new Float64Array(horizon.intervals)
  const first = days[0]!
  const dayBefore = {
    startMs: instantOnDay(first.startMs - 1, 0, zone),
    weekday: ((first.weekday + 5) % 7) + 1,
  }
  for (const { startMs, weekday } of [dayBefore, ...days]) {
    if (!rule.weekdays.includes(weekday)) continue
    const from = Math.max(horizon.startsAt, instantOnDay(startMs, rule.from, zone))
    const to = Math.min(horizonEnd(horizon), instantOnDay(startMs, rule.to, zone))
    for (const [interval, share] of intervalShares(horizon, from, to)) {
      hours[interval]! += (share * intervalMs(horizon)) / 3_600_000
    }
  }
  return hours
}

/** Shifts of those bound that start on a day: a column for too few, and one for too many where these cost anything. */
function addShiftCover(model: LinearModel, context: TourContext, rule: WorkRuleOf<'shiftCover'>): RuleEntries {
  const price = teamPrice(context, rule, HOURS_OF_SHIFT)
  const { agents, surplusPenalty, dates, weekdays } = rule
  const rowOfDay = context.days.map(({ date, weekday }) => {
    const isMeant = (!dates && !weekdays) || dates?.includes(date) || weekdays?.includes(weekday)
    if (!isMeant) return undefined
    const tooFew = model.addColumn({ cost: price, upper: agents })
    const tooMany = model.addColumn({ cost: surplusPenalty, upper: context.inputs.employees.length })
    return model.addRow(
      [
        [tooFew, 1],
        [tooMany, -1],
      ],
      agents,
      agents,
    )
  })
  return (isBound, { template, startMs }) => {
    const isMeant = isBound && rule.templates.includes(template.id)
    const row = isMeant
      ? rowOfDay[context.days.findIndex((day) => startMs >= day.startMs && startMs < day.endMs)]
      : undefined
    return row === undefined ? [] : [[row, 1]]
  }
}

/** Paid minutes of those bound in a week, and a column for what is beyond the budget. */
function addBudget(model: LinearModel, context: TourContext, rule: WorkRuleOf<'minutesBudget'>): RuleEntries {
  const price = teamPrice(context, rule, 1 / 60)
  const most = context.inputs.employees.length * 7 * Math.max(0, ...context.paidMinutes)
  const rows = context.weeks.map(() => {
    const beyond = model.addColumn({ cost: price, upper: most })
    return model.addRow([[beyond, -1]], -Infinity, rule.maxMinutes)
  })
  return (isBound, { day, paidMinutes }) =>
    isBound && paidMinutes > 0 ? [[rows[Math.floor(day / 7)]!, paidMinutes]] : []
}
