import type { Availability, Employee, Skill } from '../../solver/domain/employee.ts'
import { dayHorizon, instantOnDay, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import { type PlanInputs, type PlanSettings, planSettingsSchema } from '../../solver/domain/plan-inputs.ts'
import type { Requirement } from '../../solver/domain/requirement-outputs.ts'
import { type Assignment, compareIds, orderAssignments } from '../../solver/domain/roster.ts'
import { rulesInForce } from '../../solver/domain/rule-packs.ts'
import { paidMinutes } from '../../solver/domain/shift-template.ts'
import { addDays } from './calendar-days.ts'
import { uniform } from './random.ts'
import { livestreamRequirement } from './rostering-demand.ts'
import { TEAM_CONTRACTS, TEAM_RULES, teamQueues, teamTemplates } from './rostering-terms.ts'

export interface RosteringTeam {
  readonly inputs: PlanInputs
  readonly requirement: Requirement
}

export interface TeamSize {
  readonly people: number
  readonly weeks: number
  /** 3 to 8. */
  readonly skills: number
  /** 20 to 60. */
  readonly templates: number
  readonly seed: number
}

const FIRST_DAY = '2026-11-09'
const ZONE = 'Asia/Shanghai'
const SHARE_OF_PART_TIME = 0.25
/** Share of the person-days of the horizon that are leave, and of the people who ask for a day off in a week. */
const SHARE_OF_LEAVE = 0.04
const SHARE_OF_REQUESTS = 0.15
/** Days of the roster before the horizon that are known. */
const DAYS_BEFORE = 5

/**
 * A synthetic livestream service team of any size that is about right for its week: several queues with instant and
 * deferred work, people with one to three skills, full-time staff with guaranteed hours beside hourly part-timers, leave,
 * requests and the last days of the roster before. The same at every run of a seed.
 */
export function rosteringTeam(size: TeamSize): RosteringTeam {
  const next = uniform(size.seed)
  const settings = settingsOf(size)
  const employees = Array.from({ length: size.people }, (_, index) => personOf(index, settings, next)).sort((a, b) =>
    compareIds(a.id, b.id),
  )
  const horizon = dayHorizon(FIRST_DAY, 7 * size.weeks, settings.intervalMinutes, ZONE)
  const inputs: PlanInputs = {
    settings,
    employees,
    workRules: rulesInForce(settings.rulePacks, settings.workRules),
    history: [],
    calendar: [],
    overrides: [],
    availability: availabilityOf(employees, size.weeks, next),
    previousRoster: previousRosterOf(settings, employees, next),
    inputHash: `rostering-team ${Object.values(size).join(' ')}`,
  }
  return { inputs, requirement: livestreamRequirement(inputs, horizon) }
}

const settingsOf = ({ skills, templates }: TeamSize): PlanSettings =>
  planSettingsSchema.parse({
    name: 'Livestream service team',
    zone: ZONE,
    intervalMinutes: 15,
    currency: 'CNY',
    unplannedShrinkage: 0.05,
    queues: teamQueues(skills),
    groups: [{ id: 'service' }],
    contracts: TEAM_CONTRACTS,
    shiftTemplates: teamTemplates(templates),
    rulePacks: ['cn-standard'],
    workRules: TEAM_RULES,
  })

/** Every third full-timer knows one queue, the others it and one or two that follow it in the list. */
function personOf(index: number, { queues }: PlanSettings, next: () => number): Employee {
  const isPartTime = next() < SHARE_OF_PART_TIME
  const first = index % queues.length
  const known = isPartTime ? 1 : 1 + (Math.floor(index / queues.length) % 3)
  const skills = Array.from({ length: Math.min(known, queues.length) }, (_, position): Skill => {
    const { id } = queues[(first + position) % queues.length]!
    return { queueId: id, proficiency: [1, 0.9, 0.8][position]! }
  }).sort((a, b) => compareIds(a.queueId, b.queueId))
  const isNursing = !isPartTime && next() < 0.02
  return {
    id: `a-${String(index + 1).padStart(4, '0')}`,
    name: `Agent ${index + 1}`,
    group: 'service',
    skills,
    contractId: isPartTime ? 'part-time' : 'full-time',
    hourlyCost: isPartTime ? 2800 : 3000 + 150 * Math.floor(next() * 4),
    restrictions: isNursing ? ['nursing'] : [],
    overtimeMinutesThisMonth: !isPartTime && next() < 0.2 ? 120 * Math.floor(1 + next() * 6) : 0,
  }
}

function availabilityOf(employees: readonly Employee[], weeks: number, next: () => number): Availability[] {
  const days = 7 * weeks
  const on = (employeeId: string, kind: Availability['kind'], day: number, length: number): Availability => ({
    employeeId,
    kind,
    startMs: midnight(addDays(FIRST_DAY, day)),
    endMs: midnight(addDays(FIRST_DAY, Math.min(days, day + length))),
  })
  const entries: Availability[] = []
  for (const { id } of employees) {
    for (let day = 0; day < days; ) {
      const length = 1 + Math.floor(next() * 3)
      const isAway = next() < SHARE_OF_LEAVE
      if (isAway) entries.push(on(id, 'timeOff', day, length))
      day += length
    }
    for (let week = 0; week < weeks; week++) {
      const weekday = Math.floor(next() * 7)
      if (next() < SHARE_OF_REQUESTS) entries.push(on(id, 'dayOffRequest', 7 * week + weekday, 1))
    }
  }
  return entries.sort((a, b) => a.startMs - b.startMs || compareIds(a.employeeId, b.employeeId))
}

const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)

/** The same template all week with two days off, as a team plans by hand. */
function previousRosterOf(
  { shiftTemplates }: PlanSettings,
  employees: readonly Employee[],
  next: () => number,
): Assignment[] {
  const assignments = employees.flatMap(({ id, contractId, skills, restrictions }) => {
    const mine = shiftTemplates.filter(
      (template) =>
        template.contracts!.includes(contractId) &&
        paidMinutes(template) <= 480 &&
        (restrictions.length === 0 || template.startTimes[0]! < 13 * 60),
    )
    const template = mine[Math.floor(next() * mine.length)]!
    const startMinute = template.startTimes[Math.floor(next() * template.startTimes.length)]!
    const dayOff = Math.floor(next() * 7)
    return Array.from({ length: DAYS_BEFORE }, (_, index) => index - DAYS_BEFORE).flatMap((day): Assignment[] => {
      if ([dayOff, (dayOff + 3) % 7].includes(day + 7)) return []
      const startMs = instantOnDay(midnight(addDays(FIRST_DAY, day)), startMinute, ZONE)
      return [
        {
          employeeId: id,
          templateId: template.id,
          startMs,
          endMs: startMs + template.lengthMinutes * MS_PER_MINUTE,
          breaks: template.breaks.map(({ kind, paid, minutes, earliestStartMinutes }) => {
            const at = startMs + earliestStartMinutes * MS_PER_MINUTE
            return { kind, paid, startMs: at, endMs: at + minutes * MS_PER_MINUTE }
          }),
          queueIds: skills.map(({ queueId }) => queueId),
          pinned: false,
        },
      ]
    })
  })
  return orderAssignments(assignments)
}
