import type { Availability, Employee } from '../../domain/employee.ts'
import { type Horizon, horizonEnd, localStamp } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { ConflictPart } from '../../domain/plan-outputs.ts'
import type { Assignment } from '../../domain/roster.ts'
import { siteHorizon, zoneOfGroup } from '../../domain/site.ts'
import type { WorkRule } from '../../domain/work-rule.ts'
import { binds } from '../limits/tour-scope.ts'
import { datesOf, personDay, type RosterPreferences, shiftsByPersonDay } from './roster-preferences.ts'

/** What decides whether somebody has a legal week. */
export interface PersonTerms {
  readonly inputs: PlanInputs
  readonly preferences: RosterPreferences
}

/** One thing that may be part of a conflict, and the terms without it. */
export interface ConflictElement {
  readonly part: ConflictPart
  /** Of a rule. */
  readonly rule?: WorkRule
  readonly shift?: Assignment
  readonly without: (terms: PersonTerms) => PersonTerms
}

/** Rules that only say that another element counts. They go with it. */
const CARRIERS: readonly string[] = ['timeOff', 'fixedShift']
/** Rules that are how a roster is made. They are named when nothing else explains a conflict. */
const STRUCTURE: readonly string[] = ['noOverlap', 'maxShiftsPerDay', 'requiredSkill']

/**
 * All that binds one person in a horizon: previous roster, hard rules, time off, fixed shifts, locked days. What stands
 * last is most likely to be named, since a deletion filter keeps what it tries last.
 */
export function conflictElements(
  { inputs, preferences }: PersonTerms,
  horizon: Horizon,
  employee: Employee,
): ConflictElement[] {
  const site = siteHorizon(horizon, zoneOfGroup(inputs.settings, employee.group))
  const own = ({ employeeId }: { readonly employeeId: string }) => employeeId === employee.id
  const inside = ({ startMs, endMs }: Availability) => endMs > site.startsAt && startMs < horizonEnd(site)
  const entries = inputs.availability.filter((entry) => own(entry) && inside(entry))
  return [
    ...(inputs.previousRoster.some(own) ? [previousRoster(inputs, site, employee)] : []),
    ...inputs.workRules
      .filter((rule) => rule.severity === 'hard' && binds(rule, employee))
      .filter(({ kind }) => !CARRIERS.includes(kind) && !STRUCTURE.includes(kind))
      .map(ruleElement),
    ...entries.filter(({ kind }) => kind === 'timeOff').map((entry) => availabilityElement(entry, site)),
    ...entries.filter(({ kind }) => kind === 'fixedShift').map((entry) => availabilityElement(entry, site)),
    ...lockElements(preferences, site, employee),
  ]
}

function previousRoster({ previousRoster: tail }: PlanInputs, { zone }: Horizon, { id }: Employee): ConflictElement {
  const last = tail.filter(({ employeeId }) => employeeId === id).at(-1)!
  const until = localStamp(last.endMs, zone)
  return {
    part: {
      kind: 'previousRoster',
      start: localStamp(last.startMs, zone),
      end: until,
      text: `what ${id} worked before, until ${until}`,
    },
    without: (terms) => ({
      ...terms,
      inputs: {
        ...terms.inputs,
        previousRoster: terms.inputs.previousRoster.filter(({ employeeId }) => employeeId !== id),
      },
    }),
  }
}

const ruleElement = (rule: WorkRule): ConflictElement => ({
  part: { kind: 'rule', ruleId: rule.id, text: ruleInWords(rule) },
  rule,
  without: (terms) => ({
    ...terms,
    inputs: { ...terms.inputs, workRules: terms.inputs.workRules.filter(({ id }) => id !== rule.id) },
  }),
})

function availabilityElement(entry: Availability, { zone }: Horizon): ConflictElement {
  const [start, end] = [localStamp(entry.startMs, zone), localStamp(entry.endMs, zone)]
  const isShift = entry.kind === 'fixedShift'
  const text = isShift ? `the fixed shift ${entry.templateId} at ${start}` : `the time off from ${start} to ${end}`
  return {
    part: {
      kind: isShift ? 'fixedShift' : 'timeOff',
      ...{ start, end, text },
      ...(entry.templateId !== undefined && { templateId: entry.templateId }),
    },
    without: (terms) => ({
      ...terms,
      inputs: { ...terms.inputs, availability: terms.inputs.availability.filter((other) => other !== entry) },
    }),
  }
}

function lockElements({ given, locked }: RosterPreferences, site: Horizon, { id }: Employee): ConflictElement[] {
  const { zone } = site
  const shiftOn = shiftsByPersonDay(given, () => zone)
  return datesOf(site).flatMap((date): ConflictElement[] => {
    const key = personDay(id, date)
    if (!locked.has(key)) return []
    const shift = shiftOn.get(key)
    const span = shift && { start: localStamp(shift.startMs, zone), end: localStamp(shift.endMs, zone) }
    return [
      {
        part: {
          kind: shift ? 'lockedShift' : 'lockedDayOff',
          date,
          ...span,
          ...(shift && { templateId: shift.templateId }),
          text:
            shift && span ? `the locked shift ${shift.templateId} at ${span.start}` : `the locked day off on ${date}`,
        },
        ...(shift && { shift }),
        without: ({ inputs, preferences }) => ({
          inputs,
          preferences: { ...preferences, locked: new Set([...preferences.locked].filter((other) => other !== key)) },
        }),
      },
    ]
  })
}

/** What a company cannot waive by itself. */
export const isLaw = ({ source }: WorkRule): boolean => !/^(company|plan\.yaml)/.test(source)

/** `rule eu-daily-rest "Daily rest" (minMinutes 660)`. */
export function ruleInWords(rule: WorkRule): string {
  const figures = Object.entries(rule)
    .filter(([key, value]) => typeof value === 'number' && !FIELDS_UNSAID.includes(key))
    .map(([key, value]) => (key in TIMES_OF_DAY ? `${TIMES_OF_DAY[key]} ${timeOfDay(value)}` : `${key} ${value}`))
  const name = typeof rule.name === 'string' ? rule.name : rule.name?.en
  return `rule ${rule.id}${name ? ` "${name}"` : ''}${figures.length > 0 ? ` (${figures.join(', ')})` : ''}`
}

const FIELDS_UNSAID = ['penaltyPerUnit']
const TIMES_OF_DAY: Readonly<Record<string, string>> = { from: 'from', to: 'to', fromMinute: 'from', toMinute: 'to' }

/** Minutes after midnight as `HH:mm`, up to 48:00. */
const timeOfDay = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
