import { checkRoster, hardViolations } from '../../check/check-roster.ts'
import type { Employee } from '../../domain/employee.ts'
import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Explanation, WayOut } from '../../domain/plan-outputs.ts'
import { isInstant, MAX_PENALTY } from '../../domain/queue.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import { type Assignment, compareIds } from '../../domain/roster.ts'
import { workRuleSchema } from '../../domain/work-rule.ts'
import { tourCost } from '../../tours/tour-cost.ts'
import { TourPricer } from '../../tours/tour-pricer.ts'
import type { Tour } from '../../tours/tour-problem.ts'
import { type ConflictElement, conflictElements, isLaw, type PersonTerms } from './conflict-parts.ts'
import type { RosterPreferences } from './roster-preferences.ts'
import { teamWeeks } from './team-weeks.ts'

export const NO_PREFERENCES: RosterPreferences = { given: { assignments: [] }, locked: new Set() }

/** Conflicts of one person that are told, one after the other is out of the way. */
const MOST_CONFLICTS = 4

/**
 * Everybody who has no legal week, with the smallest conflict that shows why: rules, time off, fixed shifts, locked days
 * and the previous roster, of which none can be left out. Where one person has several conflicts each is explained as if
 * those before it were out of the way.
 */
export function conflictsOfPeople(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences = NO_PREFERENCES,
): Explanation[] {
  const { horizon } = requirement
  const weeks = teamWeeks(inputs, horizon, preferences)
  const pricer = new TourPricer(weeks.problem)
  const atHome = new Int32Array(weeks.problem.days).fill(-1)
  const noPrices = new Float64Array(weeks.options.length)
  // A week at home is legal for most, and much quicker to see than any other.
  const stuck = weeks.employees.filter(
    (_, person) => tourCost(weeks.problem, person, atHome) === Infinity && pricer.cheapest(person, noPrices) === null,
  )
  return stuck.flatMap((employee) => explainPerson({ inputs, preferences }, requirement, employee))
}

function explainPerson(terms: PersonTerms, requirement: Requirement, employee: Employee): Explanation[] {
  const found: Explanation[] = []
  let rest = ofPerson(terms, employee)
  while (found.length < MOST_CONFLICTS && !legalWeek(rest, requirement.horizon)) {
    const conflict = smallestConflict(rest, requirement.horizon, employee)
    if (conflict.length === 0) {
      const message = `${employee.id} has no legal week, whatever is given up; the shift templates and the rules of how rosters are made leave none.`
      found.push({ kind: 'noLegalWeek', employeeId: employee.id, conflict: [], message, waysOut: [] })
      break
    }
    const ways = waysOut(rest, requirement, employee, conflict)
    found.push({
      kind: 'noLegalWeek',
      employeeId: employee.id,
      conflict: conflict.map(({ part }) => part),
      message: inWords(employee, conflict, rest, requirement),
      waysOut: ways.map(({ way }) => way),
    })
    const easiest = ways[0]?.element ?? conflict.at(-1)!
    rest = easiest.without(rest)
  }
  return found
}

/** All that concerns the person, alone: others' rules and days are no part of it, and it is quick to try out. */
const ofPerson = ({ inputs, preferences }: PersonTerms, { id }: Employee): PersonTerms => ({
  inputs: {
    ...inputs,
    employees: inputs.employees.filter((employee) => employee.id === id),
    availability: inputs.availability.filter(({ employeeId }) => employeeId === id),
    previousRoster: inputs.previousRoster.filter(({ employeeId }) => employeeId === id),
  },
  preferences,
})

/** The person's cheapest legal week, as shifts; undefined when there is none. */
function legalWeek(
  { inputs, preferences }: PersonTerms,
  horizon: Horizon,
): { tour: Tour; shifts: Assignment[] } | undefined {
  const weeks = teamWeeks(inputs, horizon, preferences)
  const found = new TourPricer(weeks.problem).cheapest(0, new Float64Array(weeks.options.length))
  if (!found) return undefined
  const { id, skills } = weeks.employees[0]!
  const shifts = [...found.tour].flatMap((index): Assignment[] => {
    const option = weeks.options[index]
    if (!option) return []
    const breaks = option.template.breaks.map(({ kind, paid, minutes, earliestStartMinutes }) => {
      const startMs = option.startMs + earliestStartMinutes * 60_000
      return { kind, paid, startMs, endMs: startMs + minutes * 60_000 }
    })
    const { startMs, endMs, template } = option
    const queueIds = skills.map(({ queueId }) => queueId)
    return [{ employeeId: id, templateId: template.id, startMs, endMs, breaks, queueIds, pinned: false }]
  })
  return { tour: found.tour, shifts }
}

/**
 * Elements of which none can be left out of the conflict, found by leaving out one after the other for as long as no legal
 * week appears (a deletion filter: Chinneck, Feasibility and Infeasibility in Optimization, 2008, section 6.2.2).
 */
function smallestConflict(terms: PersonTerms, horizon: Horizon, employee: Employee): ConflictElement[] {
  const kept: ConflictElement[] = []
  let rest = terms
  for (const element of conflictElements(terms, horizon, employee)) {
    const without = element.without(rest)
    if (legalWeek(without, horizon)) kept.push(element)
    else rest = without
  }
  return kept
}

interface Way {
  readonly element: ConflictElement
  readonly way: WayOut
  readonly rank: number
}

/** What can be given up, cheapest first: pay and soft rules of the week that is then possible, and work that is dropped. */
function waysOut(
  terms: PersonTerms,
  requirement: Requirement,
  employee: Employee,
  conflict: readonly ConflictElement[],
): Way[] {
  return conflict
    .flatMap((element): Way[] => {
      if (element.part.kind === 'previousRoster') return []
      const week = legalWeek(leastBroken(element, terms), requirement.horizon)
      const lost = lostHours(element)
      const given = { part: element.part, ...(element.rule && isLaw(element.rule) && { law: element.rule.source }) }
      if (!week)
        return [{ element, way: { text: giveUp(element), ...given, cost: null, lostHours: lost }, rank: Infinity }]
      const cost = costOf(element.without(terms), requirement.horizon, week.tour)
      const needs = element.rule ? brokenThen(terms, requirement, element.rule.id, week.shifts) : ''
      const way = { text: `${giveUp(element)}${needs}`, ...given, cost: Math.round(cost), lostHours: lost }
      return [{ element, way, rank: cost + lost * dearestHour(terms.inputs, employee) }]
    })
    .sort(byRank)
}

/** What is not a company's to waive comes after all that is. */
const byRank = (a: Way, b: Way): number =>
  Number(a.way.law !== undefined) - Number(b.way.law !== undefined) ||
  a.rank - b.rank ||
  compareIds(a.way.text, b.way.text)

/** Without the element; of a rule that may be soft only as far as it must be broken, so that no more is asked than needed. */
function leastBroken({ rule, without }: ConflictElement, terms: PersonTerms): PersonTerms {
  const soft = rule && workRuleSchema.safeParse({ ...rule, severity: 'soft', penaltyPerUnit: MAX_PENALTY })
  if (!soft?.success) return without(terms)
  const workRules = terms.inputs.workRules.map((other) => (other.id === rule!.id ? soft.data : other))
  return { ...terms, inputs: { ...terms.inputs, workRules } }
}

function costOf({ inputs, preferences }: PersonTerms, horizon: Horizon, tour: Tour): number {
  return tourCost(teamWeeks(inputs, horizon, preferences).problem, 0, tour)
}

function giveUp(element: ConflictElement): string {
  const { part, rule } = element
  if (rule) return `let ${part.text}${isLaw(rule) ? `, whose source is ${rule.source},` : ''} be broken`
  return part.kind === 'timeOff' ? `move ${part.text}` : `give up ${part.text}`
}

const lostHours = ({ part }: ConflictElement): number =>
  part.kind === 'fixedShift' || part.kind === 'lockedShift'
    ? (Date.parse(part.end!) - Date.parse(part.start!)) / 3_600_000
    : 0

/** By how much the rule is then broken, in the checker's words. */
function brokenThen(
  terms: PersonTerms,
  requirement: Requirement,
  ruleId: string,
  shifts: readonly Assignment[],
): string {
  const check = checkRoster(terms.inputs, requirement, { assignments: shifts })
  const broken = hardViolations(check).filter((violation) => violation.ruleId === ruleId)
  return broken.length === 0 ? '' : `: ${broken.map(({ message }) => message.replace(/\.$/, '')).join('; ')}`
}

/** What an hour of the person is worth at most, minor currency units. */
const dearestHour = ({ settings }: PlanInputs, { skills }: Employee): number =>
  Math.max(
    0,
    ...settings.queues
      .filter(({ id }) => skills.some(({ queueId }) => queueId === id))
      .map((queue) => (isInstant(queue) ? queue.understaffingCostPerHour : queue.overdueCostPerHour)),
  )

function inWords(
  employee: Employee,
  conflict: readonly ConflictElement[],
  terms: PersonTerms,
  requirement: Requirement,
): string {
  const parts = conflict.map(({ part }) => part.text)
  const list = parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
  const what = parts.length === 1 ? `${list} alone cannot be kept` : `${list} cannot all be kept`
  const name = employee.name === employee.id ? employee.id : `${employee.name} (${employee.id})`
  return `${name} has no legal week: ${what}${whyAlone(conflict, terms, requirement)}.`
}

/** A shift that nothing else is in the way of is not one that the plan could give at all: the checker says why. */
function whyAlone(conflict: readonly ConflictElement[], { inputs }: PersonTerms, requirement: Requirement): string {
  const shifts = conflict.flatMap((element) => shiftOf(element, inputs))
  if (shifts.length === 0) return ''
  const rules = new Set(conflict.flatMap(({ rule }) => (rule ? [rule.id] : [])))
  const found = hardViolations(checkRoster(inputs, requirement, { assignments: shifts })).filter(
    ({ ruleId, ruleKind }) => rules.has(ruleId) || (rules.size === 0 && ruleKind !== 'fixedShift'),
  )
  const words = [...new Set(found.map(({ message }) => message.replace(/\.$/, '')))]
  return words.length === 0 ? '' : ` (${words.join('; ')})`
}

/** The shift of a fixed shift or a lock, breaks as early as they may be. */
function shiftOf({ part, shift }: ConflictElement, { employees, settings }: PlanInputs): Assignment[] {
  if (shift) return [shift]
  const template = settings.shiftTemplates.find(({ id }) => id === part.templateId)
  if (part.kind !== 'fixedShift' || !template) return []
  const startMs = Date.parse(part.start!)
  const breaks = template.breaks.map(({ kind, paid, minutes, earliestStartMinutes }) => {
    const at = startMs + earliestStartMinutes * 60_000
    return { kind, paid, startMs: at, endMs: at + minutes * 60_000 }
  })
  const { id, skills } = employees[0]!
  return [
    {
      ...{ employeeId: id, templateId: template.id, startMs, endMs: startMs + template.lengthMinutes * 60_000, breaks },
      ...{ queueIds: skills.map(({ queueId }) => queueId), pinned: true },
    },
  ]
}
