import { DateTime } from 'luxon'
import type { Employee } from '../domain/employee.ts'
import { instantOnDay, localDate, localStamp, MINUTES_PER_DAY, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { Violation } from '../domain/plan-outputs.ts'
import { type Assignment, assignmentPaidMinutes } from '../domain/roster.ts'
import type { WorkRule, WorkRuleKind, WorkRuleOf } from '../domain/work-rule.ts'
import type { PersonWeek } from './person-week.ts'
import { templateMismatches } from './template-mismatch.ts'

type Found = Pick<Violation, 'at' | 'size' | 'unit' | 'message'>
type RuleCheck<Kind extends WorkRuleKind> = (rule: WorkRuleOf<Kind>, week: PersonWeek) => Found[]

const zoneOf = (week: PersonWeek) => week.inputs.settings.zone
const clock = (instant: number, week: PersonWeek) => localStamp(instant, zoneOf(week))
const dateOf = (shift: Assignment, week: PersonWeek) => localDate(shift.startMs, zoneOf(week))
const all = (week: PersonWeek): Assignment[] => [...week.tail, ...week.shifts].sort((a, b) => a.startMs - b.startMs)
const weekMinutes = (week: PersonWeek): number =>
  week.shifts.reduce((sum, shift) => sum + assignmentPaidMinutes(shift), 0)

/** Shifts of the week, each with the one begun before it that ends last, the tail of the previous roster included. */
function neighbours(week: PersonWeek): (readonly [Assignment, Assignment])[] {
  const shifts = all(week)
  const pairs: (readonly [Assignment, Assignment])[] = []
  let earlier = shifts[0]
  for (const later of shifts.slice(1)) {
    if (week.shifts.includes(later)) pairs.push([earlier!, later])
    if (later.endMs > earlier!.endMs) earlier = later
  }
  return pairs
}

const noOverlap: RuleCheck<'noOverlap'> = (_rule, week) =>
  neighbours(week)
    .filter(([earlier, later]) => later.startMs < earlier.endMs)
    .map(([earlier, later]) => ({
      at: clock(later.startMs, week),
      size: (Math.min(earlier.endMs, later.endMs) - later.startMs) / MS_PER_MINUTE,
      unit: 'minutes',
      message: `${week.employee.id} is on two shifts at once from ${clock(later.startMs, week)}.`,
    }))

const maxShiftsPerDay: RuleCheck<'maxShiftsPerDay'> = (rule, week) =>
  week.dates.flatMap((date): Found[] => {
    const count = week.shifts.filter((shift) => dateOf(shift, week) === date).length
    if (count <= rule.maxShifts) return []
    const message = `${week.employee.id} starts ${count} shifts on ${date}; at most ${rule.maxShifts} allowed.`
    return [{ at: date, size: count - rule.maxShifts, unit: 'shifts', message }]
  })

const fixedShift: RuleCheck<'fixedShift'> = (_rule, week) =>
  week.inputs.availability
    .filter(({ employeeId, kind }) => employeeId === week.employee.id && kind === 'fixedShift')
    .filter(({ startMs, templateId }) => localDate(startMs, zoneOf(week)) >= week.dates[0]! && templateId !== undefined)
    .filter(({ startMs }) => localDate(startMs, zoneOf(week)) <= week.dates.at(-1)!)
    .filter(
      (fixed) => !week.shifts.some((shift) => shift.startMs === fixed.startMs && shift.templateId === fixed.templateId),
    )
    .map(({ startMs, templateId }) => ({
      at: clock(startMs, week),
      size: 1,
      unit: 'shifts',
      message: `${week.employee.id} is fixed on ${templateId} at ${clock(startMs, week)} but does not work it.`,
    }))

const matchesTemplate: RuleCheck<'matchesTemplate'> = (_rule, week) =>
  week.shifts.flatMap((shift) =>
    templateMismatches(shift, week).map((problem) => ({
      at: clock(shift.startMs, week),
      size: 1,
      unit: 'shifts' as const,
      message: `${week.employee.id}'s shift at ${clock(shift.startMs, week)} ${problem}.`,
    })),
  )

const requiredSkill: RuleCheck<'requiredSkill'> = (_rule, week) => {
  const skills = new Set(week.employee.skills.map(({ queueId }) => queueId))
  return week.shifts.flatMap((shift) => {
    const missing = shift.queueIds.filter((queueId) => !skills.has(queueId))
    if (missing.length === 0) return []
    const message = `${week.employee.id} serves ${missing.join(', ')} from ${clock(shift.startMs, week)} without the skill.`
    return [{ at: clock(shift.startMs, week), size: missing.length, unit: 'shifts' as const, message }]
  })
}

const timeOff: RuleCheck<'timeOff'> = (_rule, week) => {
  const absences = week.inputs.availability.filter(
    ({ employeeId, kind }) => employeeId === week.employee.id && kind === 'timeOff',
  )
  return week.shifts.flatMap((shift) =>
    absences
      .filter((absence) => absence.startMs < shift.endMs && shift.startMs < absence.endMs)
      .map((absence) => ({
        at: clock(shift.startMs, week),
        size: (Math.min(absence.endMs, shift.endMs) - Math.max(absence.startMs, shift.startMs)) / MS_PER_MINUTE,
        unit: 'minutes' as const,
        message: `${week.employee.id} works from ${clock(shift.startMs, week)} during time off.`,
      })),
  )
}

const minRestBetweenShifts: RuleCheck<'minRestBetweenShifts'> = (rule, week) =>
  neighbours(week)
    .map(([earlier, later]) => ({ later, rest: (later.startMs - earlier.endMs) / MS_PER_MINUTE }))
    .filter(({ rest }) => rest < rule.minMinutes)
    .map(({ later, rest }) => ({
      at: clock(later.startMs, week),
      size: rule.minMinutes - rest,
      unit: 'minutes',
      message: `${week.employee.id} has ${rest} minutes of rest before the shift at ${clock(later.startMs, week)}; ${rule.minMinutes} needed.`,
    }))

const maxMinutesPerPeriod: RuleCheck<'maxMinutesPerPeriod'> = (rule, week) => {
  const periods =
    rule.period === 'week'
      ? [{ at: week.dates[0]!, minutes: weekMinutes(week) }]
      : week.dates.map((date) => ({
          at: date,
          minutes: weekMinutes({ ...week, shifts: week.shifts.filter((shift) => dateOf(shift, week) === date) }),
        }))
  return periods
    .filter(({ minutes }) => minutes > rule.maxMinutes)
    .map(({ at, minutes }) => ({
      at,
      size: minutes - rule.maxMinutes,
      unit: 'minutes',
      message: `${week.employee.id} works ${minutes} minutes in the ${rule.period} of ${at}; at most ${rule.maxMinutes} allowed.`,
    }))
}

/** Overtime of the week by contract, and in the month with the balance before it. */
const overtimeMinutes = (week: PersonWeek): number =>
  Math.max(0, weekMinutes(week) - week.contract.ordinaryMinutesPerWeek)

const maxOvertimeMinutesPerWeek: RuleCheck<'maxOvertimeMinutesPerWeek'> = (_rule, week) => {
  const limit = week.contract.maxOvertimeMinutesPerWeek
  const excess = overtimeMinutes(week) - limit
  if (excess <= 0) return []
  const message = `${week.employee.id} works ${excess + limit} minutes of overtime in the week; contract ${week.contract.id} allows ${limit}.`
  return [{ at: week.dates[0]!, size: excess, unit: 'minutes', message }]
}

const maxOvertimeMinutesPerMonth: RuleCheck<'maxOvertimeMinutesPerMonth'> = (rule, week) => {
  const overtime = overtimeMinutes(week)
  const total = overtime + week.employee.overtimeMinutesThisMonth
  if (overtime === 0 || total <= rule.maxMinutes) return []
  const message = `${week.employee.id} reaches ${total} minutes of overtime in the month; at most ${rule.maxMinutes} allowed.`
  return [{ at: week.dates[0]!, size: total - rule.maxMinutes, unit: 'minutes', message }]
}

const maxConsecutiveDays: RuleCheck<'maxConsecutiveDays'> = (rule, week) => {
  const worked = new Set(all(week).map((shift) => dateOf(shift, week)))
  const dayAfter = (date: string) => DateTime.fromISO(date).plus({ days: 1 }).toFormat('yyyy-MM-dd')
  return [...worked]
    .filter((date) => !worked.has(DateTime.fromISO(date).minus({ days: 1 }).toFormat('yyyy-MM-dd')))
    .map((first) => {
      let days = 0
      let last = first
      for (let date = first; worked.has(date); date = dayAfter(date)) {
        last = date
        days++
      }
      return { first, last, days }
    })
    .filter(({ last, days }) => days > rule.maxDays && last >= week.dates[0]!)
    .map(({ first, days }) => ({
      at: first,
      size: days - rule.maxDays,
      unit: 'days',
      message: `${week.employee.id} works ${days} days in a row from ${first}; at most ${rule.maxDays} allowed.`,
    }))
}

const minDaysOffPerWeek: RuleCheck<'minDaysOffPerWeek'> = (rule, week) => {
  const worked = new Set(week.shifts.map((shift) => dateOf(shift, week)))
  const off = week.dates.filter((date) => !worked.has(date)).length
  if (off >= rule.minDays) return []
  const message = `${week.employee.id} has ${off} days off in the week of ${week.dates[0]}; ${rule.minDays} needed.`
  return [{ at: week.dates[0]!, size: rule.minDays - off, unit: 'days', message }]
}

const noNightWork: RuleCheck<'noNightWork'> = (rule, week) =>
  week.shifts.flatMap((shift) => {
    const midnight = DateTime.fromMillis(shift.startMs, { zone: zoneOf(week) }).startOf('day')
    const minutes = [-1, 0, 1]
      .map((days) => midnight.plus({ days }).toMillis())
      .reduce((sum, day) => {
        const from = instantOnDay(day, rule.fromMinute, zoneOf(week))
        const to = instantOnDay(day, rule.toMinute + MINUTES_PER_DAY, zoneOf(week))
        return sum + Math.max(0, Math.min(shift.endMs, to) - Math.max(shift.startMs, from)) / MS_PER_MINUTE
      }, 0)
    if (minutes === 0) return []
    const message = `${week.employee.id} works ${minutes} minutes of the night in the shift at ${clock(shift.startMs, week)}.`
    return [{ at: clock(shift.startMs, week), size: minutes, unit: 'minutes' as const, message }]
  })

const guaranteedMinutes: RuleCheck<'guaranteedMinutes'> = (_rule, week) => {
  const short = week.contract.guaranteedMinutesPerWeek - weekMinutes(week)
  if (short <= 0) return []
  const message = `${week.employee.id} is paid for ${short / 60} hours that the roster does not use.`
  return [{ at: week.dates[0]!, size: short / 60, unit: 'hours', message }]
}

const dayOffRequest: RuleCheck<'dayOffRequest'> = (_rule, week) => {
  const zone = zoneOf(week)
  const requests = week.inputs.availability.filter(
    ({ employeeId, kind }) => employeeId === week.employee.id && kind === 'dayOffRequest',
  )
  return week.dates.flatMap((date): Found[] => {
    const start = DateTime.fromISO(date, { zone })
    const asked = requests.some(
      (entry) => entry.startMs < start.plus({ days: 1 }).toMillis() && start.toMillis() < entry.endMs,
    )
    if (!asked || !week.shifts.some((shift) => dateOf(shift, week) === date)) return []
    return [
      { at: date, size: 1, unit: 'days', message: `${week.employee.id} works on ${date}, asked for as a day off.` },
    ]
  })
}

/** One rule, one function. A kind without its check does not compile. */
const CHECKS: { readonly [Kind in WorkRuleKind]: RuleCheck<Kind> } = {
  noOverlap,
  maxShiftsPerDay,
  matchesTemplate,
  fixedShift,
  requiredSkill,
  timeOff,
  minRestBetweenShifts,
  maxMinutesPerPeriod,
  maxOvertimeMinutesPerWeek,
  maxOvertimeMinutesPerMonth,
  maxConsecutiveDays,
  minDaysOffPerWeek,
  noNightWork,
  guaranteedMinutes,
  dayOffRequest,
}

export function checkWorkRule(rule: WorkRule, week: PersonWeek): Violation[] {
  if (!isBound(rule, week.employee)) return []
  const check = CHECKS[rule.kind] as RuleCheck<WorkRuleKind>
  return check(rule, week).map((found) => ({
    ruleId: rule.id,
    ruleKind: rule.kind,
    severity: rule.severity,
    employeeId: week.employee.id,
    ...found,
  }))
}

function isBound({ appliesTo }: WorkRule, employee: Employee): boolean {
  const byContract = appliesTo?.contracts?.includes(employee.contractId) ?? true
  const byRestriction =
    appliesTo?.restrictions?.some((word) => employee.restrictions.some((own) => own === word)) ?? true
  return byContract && byRestriction
}
