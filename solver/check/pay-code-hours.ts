import type { Horizon } from '../domain/horizon.ts'
import { inputsFor, type PlanInputs } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { compareIds, type Roster } from '../domain/roster.ts'
import { CN_STANDARD } from '../domain/rule-packs/cn-standard.ts'
import { packScopeOf } from '../domain/rule-packs/rule-pack-use.ts'
import { packsInForce } from '../domain/rule-packs.ts'
import type { WorkRule, WorkRuleOf } from '../domain/work-rule.ts'
import { isBound } from './is-bound.ts'
import type { Period } from './local-days.ts'
import { type PaidPiece, paidPieces } from './paid-pieces.ts'
import { balanceOf, type PersonHorizon, teamHorizon } from './person-horizon.ts'

export const REGULAR = 'REG'
/** Work on a rest day that a day off is given for later. */
export const TIME_OFF_IN_LIEU = 'TOIL'
/** Counts minutes that another code has already: never added to the others. */
export const NIGHT = 'NIGHT'
/** `OT150` for work paid at one and a half times the usual rate. */
export const overtimeCode = (premium: number): string => `OT${Math.round(100 * (1 + premium))}`

/** What the law leaves to the company. */
export interface PaySettings {
  /** Whether work on a rest day is made good by a day off (`TOIL`) rather than paid at 200 %. */
  readonly timeOffInLieu: boolean
  /** Rest days that a week owes; absent means those of the rules on days off in force. */
  readonly restDaysPerWeek?: number | undefined
}

/** Minutes of a person on a local date by the clock, under one pay code. */
export interface PayCodeHours {
  readonly employeeId: string
  /** `YYYY-MM-DD` in the person's zone. */
  readonly date: string
  readonly code: string
  readonly minutes: number
}

export interface PayCodes {
  /** By employee, date and code. Without `NIGHT`, the minutes of a person sum to those that the roster pays. */
  readonly rows: readonly PayCodeHours[]
  /** What pay there is besides that no code carries, sentences. */
  readonly notes: readonly string[]
}

/**
 * Hours of a roster by pay code. Each paid minute has one code, the first that takes it:
 *
 * 1. on a date of a `datePremium` rule by the clock (statutory holidays of the Chinese packs: `OT300`), its premium;
 * 2. under `cn-standard`, in a week without the rest days that it owes, the last days worked: `OT200` or `TOIL`;
 * 3. beyond the ordinary minutes of a day, 8 hours under `cn-standard` (`OT150`), else what `dayPremium` and
 *    `seventhDayPremium` rules say;
 * 4. beyond the contract's ordinary minutes of a week, at its overtime premium;
 * 5. beyond the average of an `averagePremium` rule (comprehensive hours: `OT150`, and no `OT200` by 2);
 * 6. all else is `REG`.
 *
 * What an earlier step took is not counted by a later one, and of what a limit is exceeded by, the last minutes are the
 * overtime. Days and weeks are those of the day on which a shift starts, as work rules count; holidays, nights and the
 * dates of the rows go by the clock, so that a shift across midnight has rows of two dates. Unpaid breaks are taken off
 * where they lie, while a roster's cost spreads them over the shift. Hours guaranteed but not worked have no row.
 *
 * @param inputs with all rules of the plan, not only those of the horizon: a night may reach into the next year
 * @throws PlanningInputError for a year whose statutory holidays are not known, shifts outside the horizon, and shifts
 *   that would be paid twice
 */
export function payCodeHours(inputs: PlanInputs, horizon: Horizon, roster: Roster, settings: PaySettings): PayCodes {
  const during = inputsFor(inputs, horizon)
  const { people } = teamHorizon(during, horizon, roster)
  refuseStrangers(people, roster)
  const inForce = new Set(during.workRules)
  const workRules = inputs.workRules.filter((rule) => rule.kind === 'datePremium' || inForce.has(rule))
  const rows = people.flatMap((person) => {
    const pieces = paidPieces(person)
    refuseUnknown(inputs, person, pieces)
    return rowsOf(person, pieces, codedPieces({ ...during, workRules }, person, pieces, settings))
  })
  return { rows, notes: uncarriedPremiums(inputs) }
}

interface CodedPiece extends PaidPiece {
  readonly code: string | undefined
}

function codedPieces(
  { settings: { rulePacks }, workRules }: PlanInputs,
  person: PersonHorizon,
  pieces: readonly PaidPiece[],
  settings: PaySettings,
): CodedPiece[] {
  const rules = workRules.filter((rule) => isBound(rule, person.employee))
  const isStandard = packsInForce(rulePacks).some(
    ({ pack, use }) => pack === CN_STANDARD && isBound({ appliesTo: packScopeOf(use) }, person.employee),
  )
  let coded = pieces.map((piece): CodedPiece => ({ ...piece, code: dateCode(rules, person, piece.clockDay) }))
  if (isStandard) coded = withRestDays(coded, rules, person, settings)
  for (const { fromDay: day } of person.days.periods.day) {
    coded = withTiers(coded, day, dayTiers(rules, person, day, isStandard))
  }
  const premium = Math.max(person.contract.overtimePremium, isStandard ? STANDARD_PREMIUM : 0)
  for (const week of premium > 0 ? person.days.periods.week : []) {
    coded = withLast(coded, inPeriod(week), person.contract.ordinaryMinutesPerWeek, overtimeCode(premium))
  }
  for (const rule of rules) {
    if (rule.kind === 'averagePremium') {
      coded = withLast(coded, () => true, ordinaryOfAverage(rule, person), overtimeCode(rule.premium))
    }
  }
  return coded
}

/** PRC Labour Law Art. 36 and 44 (1), (2). */
const STANDARD_MINUTES_PER_DAY = 8 * 60
const STANDARD_PREMIUM = 0.5
const REST_DAY_PREMIUM = 1

/** Of several premiums on a date the highest counts. */
function dateCode(rules: readonly WorkRule[], { days }: PersonHorizon, clockDay: number): string | undefined {
  const date = days.dateOf(clockDay)
  const premiums = rules.flatMap((rule) =>
    rule.kind === 'datePremium' && rule.dates.includes(date) && isValidOn(rule, date) ? [rule.premium] : [],
  )
  return premiums.length === 0 ? undefined : overtimeCode(Math.max(...premiums))
}

const isValidOn = ({ validFrom = '', validTo = '9999' }: WorkRule, date: string): boolean =>
  validFrom <= date && date <= validTo

/** A week of seven days owes its rest days; as many days as are worked beyond that are rest days, the last ones. */
function withRestDays(
  pieces: readonly CodedPiece[],
  rules: readonly WorkRule[],
  { days }: PersonHorizon,
  { restDaysPerWeek, timeOffInLieu }: PaySettings,
): CodedPiece[] {
  const owed = restDaysPerWeek ?? Math.max(0, ...rules.map((rule) => daysOff(rule)))
  const restDays = days.periods.week.flatMap(({ fromDay, toDay }) => {
    const own = pieces.filter(({ day }) => day >= fromDay && day < toDay)
    const worked = new Set(own.map(({ day }) => day))
    const ordinary = [...new Set(own.filter(({ code }) => code === undefined).map(({ day }) => day))]
    const beyond = Math.max(0, worked.size - (toDay - fromDay - owed))
    return beyond === 0 ? [] : ordinary.slice(-beyond)
  })
  const code = timeOffInLieu ? TIME_OFF_IN_LIEU : overtimeCode(REST_DAY_PREMIUM)
  return pieces.map((piece) => (restDays.includes(piece.day) ? { ...piece, code: piece.code ?? code } : piece))
}

const daysOff = (rule: WorkRule): number =>
  rule.kind === 'minDaysOffPerWeek' && rule.severity === 'hard' ? rule.minDays : 0

/** Minutes of a day from which on a premium is paid. */
interface DayTier {
  readonly aboveMinutes: number
  readonly premium: number
}

function dayTiers(rules: readonly WorkRule[], person: PersonHorizon, day: number, isStandard: boolean): DayTier[] {
  const isSeventh = day % 7 === 6 && [0, 1, 2, 3, 4, 5, 6].every((before) => person.worksOn(day - before))
  const spans: (DayTier & { readonly upToMinutes: number })[] = []
  for (const rule of rules) {
    if (rule.kind === 'dayPremium') spans.push({ ...rule, upToMinutes: Number.POSITIVE_INFINITY })
    if (rule.kind === 'seventhDayPremium' && isSeventh) spans.push(rule)
  }
  if (spans.length === 0) {
    return isStandard ? [{ aboveMinutes: STANDARD_MINUTES_PER_DAY, premium: STANDARD_PREMIUM }] : []
  }
  const bounds = new Set(spans.flatMap(({ aboveMinutes, upToMinutes }) => [aboveMinutes, upToMinutes]))
  return [...bounds]
    .filter(Number.isFinite)
    .sort((a, b) => b - a)
    .map((aboveMinutes) => ({
      aboveMinutes,
      premium: spans
        .filter((span) => span.aboveMinutes <= aboveMinutes && aboveMinutes < span.upToMinutes)
        .reduce((sum, { premium }) => sum + premium, 0),
    }))
}

/** @param tiers from the highest down */
const withTiers = (pieces: readonly CodedPiece[], day: number, tiers: readonly DayTier[]): CodedPiece[] =>
  tiers.reduce<CodedPiece[]>(
    (coded, { aboveMinutes, premium }) =>
      withLast(coded, (piece) => piece.day === day, aboveMinutes, premium > 0 ? overtimeCode(premium) : REGULAR),
    [...pieces],
  )

const inPeriod =
  ({ fromDay, toDay }: Period) =>
  ({ day }: PaidPiece) =>
    day >= fromDay && day < toDay

/** Minutes of the horizon that an average leaves at ordinary pay. */
function ordinaryOfAverage(rule: WorkRuleOf<'averagePremium'>, { employee, days }: PersonHorizon): number {
  const weeks = Math.min(balanceOf(employee, 'referenceWeeksWorked') + days.weeks, rule.referenceWeeks)
  return Math.max(0, rule.minutesPerWeek * weeks - balanceOf(employee, 'referenceMinutes'))
}

/** Gives a code to the minutes without one, of the pieces chosen, that come after the first `ordinaryMinutes` of them. */
function withLast(
  pieces: readonly CodedPiece[],
  isChosen: (piece: PaidPiece) => boolean,
  ordinaryMinutes: number,
  code: string,
): CodedPiece[] {
  let left = ordinaryMinutes
  return pieces.flatMap((piece) => {
    if (piece.code !== undefined || !isChosen(piece)) return [piece]
    const before = Math.min(left, piece.minutes)
    left -= before
    if (before === piece.minutes) return [piece]
    const beyond = { ...piece, minutes: piece.minutes - before, code }
    return before === 0 ? [beyond] : [{ ...piece, minutes: before }, beyond]
  })
}

const codeOrder = (code: string): string => `${code === REGULAR ? 0 : code === NIGHT ? 2 : 1}${code}`

function rowsOf(person: PersonHorizon, pieces: readonly PaidPiece[], coded: readonly CodedPiece[]): PayCodeHours[] {
  const minutesOf = new Map<string, Map<string, number>>()
  const add = (clockDay: number, code: string, minutes: number) => {
    if (minutes === 0) return
    const date = person.days.dateOf(clockDay)
    const codes = minutesOf.get(date) ?? new Map<string, number>()
    minutesOf.set(date, codes.set(code, (codes.get(code) ?? 0) + minutes))
  }
  for (const { clockDay, minutes, code } of coded) add(clockDay, code ?? REGULAR, minutes)
  for (const { clockDay, nightMinutes } of pieces) add(clockDay, NIGHT, nightMinutes)
  return [...minutesOf]
    .sort(([a], [b]) => compareIds(a, b))
    .flatMap(([date, codes]) =>
      [...codes]
        .sort(([a], [b]) => compareIds(codeOrder(a), codeOrder(b)))
        .map(([code, minutes]) => ({ employeeId: person.employee.id, date, code, minutes })),
    )
}

/** Pay that must not be guessed: holidays of years without a notice, and shifts of other weeks. */
function refuseUnknown(
  { settings, workRules }: PlanInputs,
  { employee, days, shifts }: PersonHorizon,
  pieces: readonly PaidPiece[],
) {
  const outside = shifts.find(({ day }) => day < 0 || day >= days.count)
  if (outside) {
    const value = `shift of ${employee.id} at ${days.stampOf(outside.startMs)}`
    const hint = 'Name the first day and the number of the weeks that the roster is for.'
    throw new PlanningInputError({ value, problem: 'does not start in the weeks exported', hint })
  }
  const dated = packsInForce(settings.rulePacks).filter(
    ({ pack, use }) => pack.datesKnownUntil !== undefined && isBound({ appliesTo: packScopeOf(use) }, employee),
  )
  const years = new Set(dated.length === 0 ? [] : pieces.map(({ clockDay }) => days.dateOf(clockDay).slice(0, 4)))
  for (const year of years) {
    const isKnown = workRules.some(
      (rule) =>
        rule.kind === 'datePremium' && isBound(rule, employee) && rule.dates.some((date) => date.startsWith(year)),
    )
    if (isKnown) continue
    throw new PlanningInputError({
      ...{ file: 'plan.yaml', column: 'rulePacks', value: dated[0]!.pack.id },
      problem: `knows no statutory holidays of ${year}, so that hours cannot be told by pay code`,
      hint: 'Add a rule of kind datePremium with their dates to workRules once they are published.',
    })
  }
}

/** Somebody who begins after the horizon is not in the team, and shifts of nobody would be paid to nobody. */
function refuseStrangers(people: readonly PersonHorizon[], { assignments }: Roster) {
  const known = new Set(people.map(({ employee }) => employee.id))
  const stranger = assignments.find(({ employeeId }) => !known.has(employeeId))
  if (!stranger) return
  const hint = 'Correct hired_on in employees.csv, or the roster.'
  throw new PlanningInputError({ value: stranger.employeeId, problem: 'has shifts before the first day at work', hint })
}

const uncarriedPremiums = ({ workRules }: PlanInputs): string[] =>
  workRules
    .filter(({ kind }) => kind === 'nightPremium' || kind === 'shortRestPremium')
    .map(({ id, kind }) => `Rule ${id} (${kind}) adds pay that no pay code carries: add it in the payroll system.`)
