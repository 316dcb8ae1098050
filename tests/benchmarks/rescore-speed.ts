import { type RosteringTeam, rosteringTeam, type TeamSize } from '../../scenarios/generate/rostering-team.ts'
import { checkRoster } from '../../solver/check/check-roster.ts'
import { type LocalDays, localDays } from '../../solver/check/local-days.ts'
import type { Employee } from '../../solver/domain/employee.ts'
import { MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import { type Assignment, orderAssignments, type Roster } from '../../solver/domain/roster.ts'
import { paidMinutes } from '../../solver/domain/shift-template.ts'
import { type PersonShifts, type RosterScore, RosterScorer } from '../../solver/rescore/roster-scorer.ts'
import { benchmark, median } from './bench-spec.ts'

interface Input extends RosteringTeam {
  readonly size: string
  readonly roster: Roster
  /** One after the other, each a shift of a person moved by an hour. */
  readonly edits: readonly PersonShifts[]
  /** With all edits made. */
  readonly edited: Roster
}

interface Output {
  readonly constructorMs: number
  readonly atOnceMs: readonly number[]
  readonly settledMs: readonly number[]
  readonly candidatesMs: readonly number[]
  readonly score: RosterScore
}

const EDITS = 50
const ASKED = 5
const sizes: Readonly<Record<string, Omit<TeamSize, 'seed'>>> = {
  '100 people, 1 week': { people: 100, weeks: 1, skills: 4, templates: 20 },
  '1000 people, 4 weeks': { people: 1000, weeks: 4, skills: 6, templates: 30 },
  '5000 people, 4 weeks': { people: 5000, weeks: 4, skills: 6, templates: 30 },
}

/** Everybody on one template all along with two days off a week, as a team plans by hand. */
export function handMadeRoster({ inputs, requirement }: RosteringTeam): Roster {
  const days = localDays(requirement.horizon)
  const assignments = inputs.employees.flatMap((employee, index) => {
    const away = inputs.availability.filter(({ employeeId, kind }) => employeeId === employee.id && kind === 'timeOff')
    return Array.from({ length: days.count }, (_, day) => day)
      .filter((day) => day % 7 !== index % 7 && day % 7 !== (index + 3) % 7)
      .map((day) => shiftOf(inputs, employee, index, days, day))
      .filter((shift) => !away.some(({ startMs, endMs }) => startMs < shift.endMs && shift.startMs < endMs))
  })
  return { assignments: orderAssignments(assignments) }
}

function shiftOf(
  { settings }: RosteringTeam['inputs'],
  { id, contractId, restrictions, skills }: Employee,
  index: number,
  days: LocalDays,
  day: number,
): Assignment {
  const mine = settings.shiftTemplates.filter(
    (template) =>
      template.contracts!.includes(contractId) &&
      paidMinutes(template) <= 480 &&
      (restrictions.length === 0 || template.startTimes[0]! < 13 * 60),
  )
  const template = mine[(7 * index) % mine.length]!
  const startMs = days.instantOf(day, template.startTimes[index % template.startTimes.length]!)
  return {
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
  }
}

/** Another person each time, all over the horizon. */
function hourLater(roster: Roster, people: readonly Employee[]): { edits: PersonShifts[]; edited: Roster } {
  const shiftsOf = Map.groupBy(roster.assignments, ({ employeeId }) => employeeId)
  const edits = Array.from({ length: EDITS }, (_, edit): PersonShifts => {
    const { id } = people[(37 * edit) % people.length]!
    const own = shiftsOf.get(id) ?? []
    const assignments = own.map((shift, index) => (index === (5 * edit) % own.length ? anHourLater(shift) : shift))
    shiftsOf.set(id, assignments)
    return { employeeId: id, assignments }
  })
  return { edits, edited: { assignments: orderAssignments([...shiftsOf.values()].flat()) } }
}

function anHourLater(shift: Assignment): Assignment {
  const later = <Span extends { startMs: number; endMs: number }>(span: Span): Span => ({
    ...span,
    startMs: span.startMs + 60 * MS_PER_MINUTE,
    endMs: span.endMs + 60 * MS_PER_MINUTE,
  })
  return { ...later(shift), breaks: shift.breaks.map(later) }
}

function timed<Result>(milliseconds: number[], work: () => Result): Result {
  const startedAt = performance.now()
  const result = work()
  milliseconds.push(performance.now() - startedAt)
  return result
}

function rescored({ inputs, requirement, roster, edits }: Input): Output {
  const [constructorMs, atOnceMs, settledMs, candidatesMs]: number[][] = [[], [], [], []]
  const scorer = timed(constructorMs!, () => new RosterScorer({ inputs, requirement }, roster))
  for (const edit of edits) {
    timed(atOnceMs!, () => scorer.changeAtOnce([edit]))
    timed(settledMs!, () => scorer.score)
  }
  for (let asked = 0; asked < ASKED; asked++) {
    const shift = roster.assignments[Math.floor(((asked + 0.5) / ASKED) * roster.assignments.length)]!
    timed(candidatesMs!, () => scorer.candidatesFor({ ...shift, employeeId: '' }))
  }
  return {
    ...{ constructorMs: constructorMs![0]!, atOnceMs: atOnceMs!, settledMs: settledMs!, candidatesMs: candidatesMs! },
    score: scorer.score,
  }
}

const high = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(0.95 * values.length)]!
const whole = (milliseconds: number): number => Math.round(10 * milliseconds) / 10

export const rescoreSpeed = benchmark<Input, Output>({
  name: 'rescore-speed',
  what: `score of a roster being edited: ${EDITS} shifts moved one by one, and ${ASKED} open shifts' candidates`,
  sizes: Object.keys(sizes) as [string, ...string[]],
  build: async ({ size }) => {
    const team = rosteringTeam({ ...sizes[size]!, seed: 1 })
    const roster = handMadeRoster(team)
    return { ...team, size, roster, ...hourLater(roster, team.inputs.employees) }
  },
  phases: [
    {
      name: 'rescore',
      run: async (input) => rescored(input),
      validate: ({ score }, { inputs, requirement, edited }) => {
        const check = checkRoster(inputs, requirement, edited)
        const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
        if (!same(score.violations, check.violations))
          throw new Error('The score names other violations than the check.')
        if (!same(score.costs, check.costs)) throw new Error('The score has other costs than the check.')
        if (!same(score.coverage.map(numbers), check.coverage.map(numbers))) {
          throw new Error('The score has another coverage than the check.')
        }
      },
      rows: ({ constructorMs, atOnceMs, settledMs, candidatesMs, score }, { size, roster }) => [
        {
          ...{ size, shifts: roster.assignments.length, violations: score.violations.length },
          'constructor ms': whole(constructorMs),
          'edit ms': whole(median(atOnceMs)),
          'edit p95 ms': whole(high(atOnceMs)),
          'settled ms': whole(median(settledMs)),
          'settled p95 ms': whole(high(settledMs)),
          'candidates ms': whole(median(candidatesMs)),
        },
      ],
    },
  ],
})

const numbers = ({ coveredAgents, backlog, overdue }: RosterScore['coverage'][number]): number[][] => [
  [...coveredAgents],
  [...backlog],
  [...overdue],
]
