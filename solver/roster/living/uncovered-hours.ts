import type { Employee } from '../../domain/employee.ts'
import { type Horizon, horizonEnd, intervalMs, intervalStart, localStamp } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { CheckResult, ConflictPart, Explanation, WayOut } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import { compareIds } from '../../domain/roster.ts'
import { siteHorizon, zonesOfGroups } from '../../domain/site.ts'
import { intervalsOf } from './agent-values.ts'
import { isLaw, ruleInWords } from './conflict-parts.ts'
import { type TeamWeeks, teamWeeks } from './team-weeks.ts'

/**
 * Why hours of a queue cannot be covered whatever the roster: nobody has the skill, no shift reaches them, rules and time
 * off keep away all who could, or those who may come are too few. Shortage that a dearer or luckier roster could fill is
 * not explained here: shadow prices tell what it is worth.
 */
export function uncoveredHours(inputs: PlanInputs, requirement: Requirement, { coverage }: CheckResult): Explanation[] {
  return requirement.queues.flatMap((queue, index): Explanation[] => {
    const cell = coverage[index]!
    const missing = queue.kind === 'instant' ? cell.netStaffing.map((net) => Math.max(0, -net)) : cell.overdue
    if (!missing.some((agents) => agents > TOO_LITTLE)) return []
    const skilled = inputs.employees.filter(({ skills }) => skills.some(({ queueId }) => queueId === queue.queueId))
    if (skilled.length === 0) return [noSkill(queue.queueId, requirement.horizon, missing)]
    return queue.kind === 'instant'
      ? shortHours(inputs, requirement.horizon, queue.queueId, skilled, missing, queue.scheduledAgents)
      : []
  })
}

const TOO_LITTLE = 1e-6

function noSkill(queue: string, horizon: Horizon, missing: Float64Array): Explanation {
  return {
    kind: 'noSkill',
    queue,
    ...spanOf(horizon, missing),
    conflict: [],
    message: `Nobody has the skill for queue ${queue}, so all its work is unmet.`,
    waysOut: [{ text: `train or hire people for ${queue}, and add the skill in employees.csv`, cost: null }],
  }
}

/** People who may be on position in each interval, `[interval]`, in fully trained agents of a queue. */
type Most = Float64Array

function shortHours(
  inputs: PlanInputs,
  horizon: Horizon,
  queue: string,
  skilled: readonly Employee[],
  missing: Float64Array,
  needed: Float64Array,
): Explanation[] {
  const most = mostAgents(inputs, horizon, queue, skilled)
  const weeks = teamWeeks({ ...inputs, employees: [] }, horizon)
  const reached = reachedIntervals(weeks, horizon)
  const fromBefore = intervalsFromBefore(weeks, horizon)
  const lacking = (interval: number) => Math.min(missing[interval]!, needed[interval]! - most[interval]!)
  const of = (isOf: (interval: number) => boolean) =>
    missing.map((_, interval) => (lacking(interval) > TOO_LITTLE && isOf(interval) ? lacking(interval) : 0))
  const found: Explanation[] = []
  const early = of((interval) => reached[interval] === 0 && interval < fromBefore)
  if (early.some((agents) => agents > 0)) found.push(ofDaysBefore(horizon, queue, early))
  const noShift = of((interval) => reached[interval] === 0 && interval >= fromBefore)
  if (noShift.some((agents) => agents > 0)) {
    const span = spanOf(horizon, noShift)
    found.push({
      kind: 'noShift',
      queue,
      ...span,
      conflict: [],
      message: `No shift template reaches ${queue} from ${span.start} to ${span.end}${more(horizon, noShift)}${ofOtherPlans(inputs, horizon, span)}.`,
      waysOut: [{ text: 'add a shift template or a start time in plan.yaml that reaches these hours', cost: null }],
    })
  }
  const barred = of((interval) => reached[interval] === 1 && most[interval]! <= TOO_LITTLE)
  const few = of((interval) => reached[interval] === 1 && most[interval]! > TOO_LITTLE)
  for (const [kind, short] of [
    ['nobodyMay', barred],
    ['tooFewPeople', few],
  ] as const) {
    if (short.some((agents) => agents > 0))
      found.push(keptAway(kind, inputs, horizon, queue, skilled, short, most, needed))
  }
  return found
}

/** Hours at the start that belong to the last shifts of the days before, of which there are too few. */
function ofDaysBefore(horizon: Horizon, queue: string, early: Float64Array): Explanation {
  const span = spanOf(horizon, early)
  return {
    kind: 'noShift',
    queue,
    ...span,
    conflict: [],
    message:
      `Only shifts that begin before the first day planned reach ${queue} from ${span.start} to ${span.end}` +
      `${more(horizon, early)}, and previous-roster.csv has too few of them.`,
    waysOut: [{ text: 'write the last shifts of the days before into previous-roster.csv', cost: null }],
  }
}

function keptAway(
  kind: 'nobodyMay' | 'tooFewPeople',
  inputs: PlanInputs,
  horizon: Horizon,
  queue: string,
  skilled: readonly Employee[],
  short: Float64Array,
  most: Most,
  needed: Float64Array,
): Explanation {
  const span = spanOf(horizon, short)
  const at = short.findIndex((agents) => agents > 0)
  const conflict = kind === 'nobodyMay' ? smallestBar(inputs, horizon, queue, skilled, at) : []
  const why = conflict.length === 0 ? '' : ` because of ${conflict.map(({ text }) => text).join(' and ')}`
  const people = `${skilled.length} ${skilled.length === 1 ? 'person has' : 'people have'} the skill`
  const message =
    kind === 'nobodyMay'
      ? `${people} for ${queue}, and none of them may work from ${span.start} to ${span.end}${more(horizon, short)}${why}.`
      : `${people} for ${queue}, and of ${rounded(needed[at]!)} agents needed from ${span.start} to ${span.end}${more(horizon, short)} at most ${rounded(most[at]!)} may be there.`
  return { kind, queue, ...span, conflict, message, waysOut: waysOut(inputs, horizon, queue, skilled, short, most) }
}

/** Hard rules and time off of which none can be left out for nobody to be able to come (a deletion filter). */
function smallestBar(
  inputs: PlanInputs,
  horizon: Horizon,
  queue: string,
  skilled: readonly Employee[],
  at: number,
): ConflictPart[] {
  const kept: ConflictPart[] = []
  let rest = inputs
  for (const { part, without } of bars(inputs, skilled)) {
    const next = without(rest)
    if (mostAgents(next, horizon, queue, skilled)[at]! > TOO_LITTLE) kept.push(part)
    else rest = next
  }
  return kept
}

interface Bar {
  readonly part: ConflictPart
  readonly law?: string
  readonly without: (inputs: PlanInputs) => PlanInputs
}

/** What may keep people from a single shift: hard rules, and the time off of those with the skill as one. */
function bars({ workRules, availability }: PlanInputs, skilled: readonly Employee[]): Bar[] {
  const ids = new Set(skilled.map(({ id }) => id))
  const isTheirs = ({ employeeId, kind }: PlanInputs['availability'][number]) =>
    kind === 'timeOff' && ids.has(employeeId)
  const away = new Set(availability.filter(isTheirs).map(({ employeeId }) => employeeId))
  const rules = workRules
    .filter(({ severity, kind }) => severity === 'hard' && kind !== 'timeOff')
    .map(
      (rule): Bar => ({
        part: { kind: 'rule', ruleId: rule.id, text: ruleInWords(rule) },
        ...(isLaw(rule) && { law: rule.source }),
        without: (inputs) => ({ ...inputs, workRules: inputs.workRules.filter(({ id }) => id !== rule.id) }),
      }),
    )
  if (away.size === 0) return rules
  const employeeIds = [...away].sort(compareIds)
  return [
    ...rules,
    {
      part: { kind: 'timeOff', employeeIds, text: `time off of ${employeeIds.join(', ')}` },
      without: (inputs) => ({ ...inputs, availability: inputs.availability.filter((entry) => !isTheirs(entry)) }),
    },
  ]
}

/** Sites whose days begin later or end sooner than the span: what they work then is planned with the weeks before or after. */
function ofOtherPlans({ settings }: PlanInputs, horizon: Horizon, span: { start: string; end: string }): string {
  const sites = zonesOfGroups(settings).map((zone) => siteHorizon(horizon, zone))
  const before = sites.filter(({ startsAt }) => startsAt >= Date.parse(span.end)).map(({ zone }) => zone)
  const after = sites.filter((site) => horizonEnd(site) <= Date.parse(span.start)).map(({ zone }) => zone)
  return [
    ...(before.length > 0 ? [`; what ${before.join(' and ')} works then belongs to the days before`] : []),
    ...(after.length > 0 ? [`; what ${after.join(' and ')} works then belongs to the days after`] : []),
  ].join('')
}

/** Each bar given up by itself, with the agent-hours of the shortage that those who may then come could fill. */
function waysOut(
  inputs: PlanInputs,
  horizon: Horizon,
  queue: string,
  skilled: readonly Employee[],
  short: Float64Array,
  most: Most,
): WayOut[] {
  const hours = intervalMs(horizon) / 3_600_000
  return bars(inputs, skilled)
    .map(({ part, law, without }): WayOut => {
      const then = mostAgents(without(inputs), horizon, queue, skilled)
      const filledHours = short.reduce((sum, agents, at) => sum + Math.min(agents, then[at]! - most[at]!) * hours, 0)
      const text = part.kind === 'rule' ? `let ${part.text} be broken` : `move ${part.text}`
      return { text, part, ...(law !== undefined && { law }), cost: null, filledHours }
    })
    .filter(({ filledHours = 0 }) => filledHours > TOO_LITTLE)
    .sort((a, b) => b.filledHours! - a.filledHours! || compareIds(a.text, b.text))
}

/** Most agents that could be on position if everybody who may work a shift that reaches an interval did. */
function mostAgents(inputs: PlanInputs, horizon: Horizon, queue: string, skilled: readonly Employee[]): Most {
  const weeks = teamWeeks({ ...inputs, employees: skilled }, horizon)
  const most = new Float64Array(horizon.intervals)
  weeks.employees.forEach((employee, person) => {
    const { optionCost } = weeks.problem.people[person]!
    const speed = employee.skills.find(({ queueId }) => queueId === queue)!.proficiency
    const reached = reachedIntervals(weeks, horizon, (option) => optionCost[option] !== Infinity)
    reached.forEach((isReached, interval) => {
      most[interval]! += isReached * speed
    })
  })
  for (const shift of inputs.previousRoster) {
    if (!skilled.some(({ id }) => id === shift.employeeId)) continue
    const [from, to] = intervalsOf(horizon, shift.startMs, shift.endMs)
    for (let interval = from; interval < to; interval++) most[interval]!++
  }
  return most
}

/** Intervals that some shift of the plan reaches, `[interval]` as 0 or 1. */
function reachedIntervals(
  weeks: TeamWeeks,
  horizon: Horizon,
  isAllowed: (option: number) => boolean = () => true,
): Uint8Array {
  const reached = new Uint8Array(horizon.intervals)
  for (const { index, startMs, endMs, template } of weeks.options) {
    if (template.onCall || !isAllowed(index)) continue
    reached.fill(1, ...intervalsOf(horizon, startMs, endMs))
  }
  return reached
}

/** Intervals into the horizon that shifts of the days before it reach: as far as its own reach beyond its end. */
function intervalsFromBefore({ options }: TeamWeeks, horizon: Horizon): number {
  const ends = options.filter(({ template }) => !template.onCall).map(({ endMs }) => endMs - horizonEnd(horizon))
  return Math.ceil(ends.reduce((most, ms) => Math.max(most, ms), 0) / intervalMs(horizon))
}

/** First run of intervals that are short. */
function spanOf(horizon: Horizon, short: Float64Array): { start: string; end: string } {
  const from = short.findIndex((agents) => agents > TOO_LITTLE)
  const length = short.subarray(from).findIndex((agents) => agents <= TOO_LITTLE)
  const to = length < 0 ? short.length : from + length
  const stamp = (interval: number) => localStamp(intervalStart(horizon, interval), horizon.zone)
  return { start: stamp(from), end: stamp(to) }
}

function more(horizon: Horizon, short: Float64Array): string {
  const runs = short.filter((agents, at) => agents > TOO_LITTLE && (at === 0 || short[at - 1]! <= TOO_LITTLE)).length
  if (runs <= 1) return ''
  const hours = (short.filter((agents) => agents > TOO_LITTLE).length * horizon.intervalMinutes) / 60
  return ` and ${runs - 1} more times (${rounded(hours)} hours in all)`
}

const rounded = (value: number): number => Number(value.toFixed(2))
