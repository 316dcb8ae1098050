import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../../domain/horizon.ts'
import { type PersonHorizon, shiftsIn, type WorkedShift } from '../person-horizon.ts'
import { templateMismatches } from '../template-mismatch.ts'
import { neighbours } from './rest.ts'
import { type Found, type PersonCheck, startStamp } from './rule-check.ts'

export const noOverlap: PersonCheck<'noOverlap'> = (_rule, person) =>
  neighbours(person)
    .filter(([earlier, later]) => later.startMs < earlier.endMs)
    .map(([earlier, later]) => {
      const at = startStamp(later, person)
      const size = (Math.min(earlier.endMs, later.endMs) - later.startMs) / MS_PER_MINUTE
      return { at, size, unit: 'minutes', message: `${person.employee.id} is on two shifts at once from ${at}.` }
    })

export const maxShiftsPerDay: PersonCheck<'maxShiftsPerDay'> = (rule, person) =>
  person.days.periods.day.flatMap((day): Found[] => {
    const count = shiftsIn(person, day).length
    if (count <= rule.maxShifts) return []
    const at = person.days.dateOf(day.fromDay)
    const message = `${person.employee.id} starts ${count} shifts on ${at}; at most ${rule.maxShifts} allowed.`
    return [{ at, size: count - rule.maxShifts, unit: 'shifts', message }]
  })

export const matchesTemplate: PersonCheck<'matchesTemplate'> = (_rule, person) =>
  person.shifts.flatMap((shift) =>
    templateMismatches(shift, person).map((problem): Found => {
      const at = startStamp(shift, person)
      return { at, size: 1, unit: 'shifts', message: `${person.employee.id}'s shift at ${at} ${problem}.` }
    }),
  )

export const fixedShift: PersonCheck<'fixedShift'> = (_rule, person) =>
  person.availability
    .filter(({ kind, templateId }) => kind === 'fixedShift' && templateId !== undefined)
    .filter(({ startMs }) => person.days.dayOf(startMs) >= 0 && person.days.dayOf(startMs) < person.days.count)
    .filter((fixed) => !person.shifts.some((shift) => isAsFixed(shift, fixed)))
    .map(({ startMs, templateId }) => {
      const at = person.days.stampOf(startMs)
      const message = `${person.employee.id} is fixed on ${templateId} at ${at} but does not work it.`
      return { at, size: 1, unit: 'shifts', message }
    })

const isAsFixed = (shift: WorkedShift, fixed: { startMs: number; templateId?: string }): boolean =>
  shift.startMs === fixed.startMs && shift.templateId === fixed.templateId

export const requiredSkill: PersonCheck<'requiredSkill'> = (_rule, person) => {
  const skills = new Set(person.employee.skills.map(({ queueId }) => queueId))
  return person.shifts.flatMap((shift): Found[] => {
    const missing = shift.queueIds.filter((queueId) => !skills.has(queueId))
    if (missing.length === 0) return []
    const at = startStamp(shift, person)
    const message = `${person.employee.id} serves ${missing.join(', ')} from ${at} without the skill.`
    return [{ at, size: missing.length, unit: 'shifts', message }]
  })
}

export const forbiddenSuccession: PersonCheck<'forbiddenSuccession'> = (rule, person) => {
  const firsts = new Map(
    person.allShifts.filter(({ templateId }) => rule.first.includes(templateId)).map((shift) => [shift.day, shift]),
  )
  return person.shifts
    .filter(({ templateId, day }) => rule.next.includes(templateId) && firsts.has(day - 1))
    .map((shift) => {
      const at = startStamp(shift, person)
      const message = `${person.employee.id} works ${shift.templateId} at ${at}, the day after ${firsts.get(shift.day - 1)!.templateId}.`
      return { at, size: 1, unit: 'shifts', message }
    })
}

/** Shifts of a sort in each period beyond a number. */
const tooMany = (
  person: PersonHorizon,
  period: 'week' | 'horizon',
  isOf: (shift: WorkedShift) => boolean,
  most: number,
  noun: string,
): Found[] =>
  person.days.periods[period].flatMap((each): Found[] => {
    const count = shiftsIn(person, each).filter(isOf).length
    if (count <= most) return []
    const at = person.days.dateOf(each.fromDay)
    const message = `${person.employee.id} works ${count} ${noun} in the ${period} of ${at}; at most ${most} allowed.`
    return [{ at, size: count - most, unit: 'shifts', message }]
  })

export const maxShiftsOfTemplates: PersonCheck<'maxShiftsOfTemplates'> = (rule, person) => {
  const isOf = ({ templateId }: WorkedShift) => rule.templates.includes(templateId)
  return tooMany(person, rule.period, isOf, rule.maxShifts, `shifts of ${rule.templates.join(', ')}`)
}

export const maxSplitShifts: PersonCheck<'maxSplitShifts'> = (rule, person) => {
  const isSplit = ({ breaks }: WorkedShift) =>
    breaks.some(({ paid, startMs, endMs }) => !paid && endMs - startMs >= rule.minGapMinutes * MS_PER_MINUTE)
  return tooMany(person, 'week', isSplit, rule.maxShifts, 'split shifts')
}

export const maxOnCallShifts: PersonCheck<'maxOnCallShifts'> = (rule, person) => {
  const isOnCall = (shift: WorkedShift) => shift.onCall === true
  return tooMany(person, 'week', isOnCall, rule.maxShifts, 'on-call shifts')
}

export const startTimeConsistency: PersonCheck<'startTimeConsistency'> = (rule, person) => {
  const minuteOf = new Map(
    person.allShifts.toReversed().map(({ day, startMs }) => [day, person.days.minuteOf(startMs)] as const),
  )
  const firstOfDay = person.days.periods.week
    .flatMap((week) => shiftsIn(person, week))
    .filter(({ day }, index, shifts) => shifts[index - 1]?.day !== day)
  return firstOfDay.flatMap((shift): Found[] => {
    const before = minuteOf.get(shift.day - 1)
    if (before === undefined) return []
    const apart = Math.abs(minuteOf.get(shift.day)! - before)
    const minutes = Math.min(apart, MINUTES_PER_DAY - apart)
    if (minutes <= rule.toleranceMinutes) return []
    const at = startStamp(shift, person)
    const message = `${person.employee.id} starts at ${at}, ${minutes} minutes from the day before's time; at most ${rule.toleranceMinutes} allowed.`
    return [{ at, size: 1, unit: 'shifts', message }]
  })
}

export const minBreaks: PersonCheck<'minBreaks'> = (rule, person) =>
  person.shifts
    .filter((shift) => shift.onCall !== true && shift.paidMinutes > rule.longerThanMinutes)
    .flatMap((shift): Found[] => {
      const fitting = shift.breaks.filter(
        ({ kind, paid, startMs, endMs }) =>
          (rule.breakKind === undefined || kind === rule.breakKind) &&
          (paid || !rule.mustBePaid) &&
          endMs - startMs >= rule.breakMinutes * MS_PER_MINUTE &&
          startMs - shift.startMs <= (rule.latestStartMinutes ?? Number.POSITIVE_INFINITY) * MS_PER_MINUTE,
      ).length
      if (fitting >= rule.count) return []
      const at = startStamp(shift, person)
      const message = `${person.employee.id} has ${fitting} of the ${rule.count} ${describeBreaks(rule)} in the shift at ${at}.`
      return [{ at, size: rule.count - fitting, unit: 'breaks', message }]
    })

const describeBreaks = (rule: Parameters<typeof minBreaks>[0]): string =>
  [
    ...(rule.mustBePaid ? ['paid'] : []),
    `${rule.breakKind ? `${rule.breakKind} ` : ''}breaks of ${rule.breakMinutes} minutes`,
    ...(rule.latestStartMinutes === undefined ? [] : [`begun ${rule.latestStartMinutes} minutes in at the latest`]),
  ].join(' ')
