import { describe, expect, it } from 'vitest'
import { coverageOf, dispatchOf, dispatchWeek } from '../../../solver/check/coverage.ts'
import { rosterCoverage } from '../../../solver/check/roster-coverage.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type PlanInputs, planSettingsSchema } from '../../../solver/domain/plan-inputs.ts'
import type { QueueCoverage } from '../../../solver/domain/plan-outputs.ts'
import type { DeferredRequirement, InstantRequirement } from '../../../solver/domain/requirement-outputs.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { noReasons } from '../../../solver/staffing/instant-requirement.ts'

const HORIZON = dayHorizon('2026-11-09', 1, 60, 'UTC')
const HOURS = HORIZON.intervals
const at = (hour: number) => HORIZON.startsAt + hour * 3_600_000
const openHours = [{ from: '00:00', to: '24:00' }]
const serviceLevel = { serviceLevelTarget: 0.8, answerWithinSeconds: 20 }
const deadline = { finishWithinHours: 4, deadlineClock: 'calendar' }

const settings = planSettingsSchema.parse({
  name: 'Coverage',
  zone: 'UTC',
  intervalMinutes: 60,
  currency: 'CNY',
  queues: [
    { id: 'cheap', channel: 'phone', openHours, ahtSeconds: 60, target: serviceLevel, understaffingCostPerHour: 100 },
    { id: 'dear', channel: 'phone', openHours, ahtSeconds: 60, target: serviceLevel, understaffingCostPerHour: 900 },
    { id: 'mail', channel: 'ticket', openHours, ahtSeconds: 60, target: deadline },
    { id: 'claims', channel: 'ticket', openHours, ahtSeconds: 60, target: deadline },
  ],
  groups: [{ id: 'care' }],
  contracts: [
    {
      id: 'c',
      guaranteedMinutesPerWeek: 0,
      ordinaryMinutesPerWeek: 2400,
      overtimePremium: 0,
      maxOvertimeMinutesPerWeek: 0,
    },
  ],
  shiftTemplates: [{ id: 't', startTimes: ['00:00'], lengthMinutes: 60 }],
})

const inputsOf = (
  skillsOf: Readonly<Record<string, Readonly<Record<string, number>>>>,
  previousRoster: readonly Assignment[] = [],
): PlanInputs => ({
  settings,
  workRules: [],
  employees: Object.entries(skillsOf).map(([id, skills]) => ({
    id,
    name: id,
    group: 'care',
    skills: Object.entries(skills).map(([queueId, proficiency]) => ({ queueId, proficiency })),
    contractId: 'c',
    hourlyCost: 0,
    restrictions: [],
    overtimeMinutesThisMonth: 0,
  })),
  history: [],
  calendar: [],
  overrides: [],
  availability: [],
  previousRoster,
  inputHash: '',
})

const shift = (employeeId: string, from: number, to: number, queueIds: string[], breakAt?: number): Assignment => ({
  employeeId,
  templateId: 't',
  startMs: at(from),
  endMs: at(to),
  breaks: breakAt === undefined ? [] : [{ kind: 'rest', paid: true, startMs: at(breakAt), endMs: at(breakAt + 0.5) }],
  queueIds,
  pinned: false,
})

/** `[hour]`, 0 after the figures given. */
const hours = (...values: number[]) => Float64Array.from({ length: HOURS }, (_, hour) => values[hour] ?? 0)
const instant = (queueId: string, ...agents: number[]): InstantRequirement => {
  const need = hours(...agents)
  return {
    kind: 'instant',
    queueId,
    volume: need,
    ahtSeconds: need,
    offeredErlangs: need,
    requiredAgents: need,
    requiredAgentsP10: need,
    requiredAgentsP90: need,
    scheduledAgents: need,
    serviceLevel: need,
    reasons: noReasons(HOURS),
  }
}
const deferred = (queueId: string, rest: Partial<DeferredRequirement>): DeferredRequirement => ({
  kind: 'deferred',
  queueId,
  volume: hours(),
  ahtSeconds: hours(),
  offeredErlangs: hours(),
  dueByEnd: hours(),
  openingBacklog: 0,
  contactsPerAgent: new Float64Array(HOURS).fill(10),
  ...rest,
})
const first = (values: Float64Array, count: number) =>
  [...values.subarray(0, count)].map((value) => Math.round(value * 1e9) / 1e9)
const due = (from: number, contacts: number) =>
  Float64Array.from({ length: HOURS }, (_, hour) => (hour >= from ? contacts : 0))

/** By the plain rule of work, deferred work in what instant work leaves. */
function leftBy(
  inputs: PlanInputs,
  queues: readonly (InstantRequirement | DeferredRequirement)[],
  assignments: readonly Assignment[],
): Record<string, QueueCoverage> {
  const requirement = { horizon: HORIZON, queues }
  const cells = coverageOf(requirement, dispatchWeek(dispatchOf(inputs, requirement, { assignments })))
  return Object.fromEntries(cells.map((cell) => [cell.queueId, cell]))
}

describe('agents on position', () => {
  const inputs = inputsOf({ ann: { dear: 0.8 } })

  it('count by the share of the interval and their proficiency, breaks taken off', () => {
    const { dear } = leftBy(inputs, [instant('dear', 1, 1, 1, 1, 1)], [shift('ann', 0.5, 3.75, ['dear'], 1.25)])
    expect(first(dear!.coveredAgents, 5)).toEqual([0.4, 0.4, 0.8, 0.6, 0])
    expect(first(dear!.netStaffing, 5)).toEqual([-0.6, -0.6, -0.2, -0.4, -1])
  })

  it('are not those who stand by, nor anybody at an activity', () => {
    const training = { activityId: 'training', startMs: at(1), endMs: at(1.75) }
    const present = { ...shift('ann', 0, 3, ['dear'], 2), activities: [training] }
    const { dear } = leftBy(inputs, [instant('dear', 1, 1, 1, 1)], [present])
    expect(first(dear!.coveredAgents, 4)).toEqual([0.8, 0.2, 0.4, 0])
    const standby = leftBy(inputs, [instant('dear', 1, 1, 1, 1)], [{ ...present, onCall: true }])
    expect(first(standby.dear!.coveredAgents, 4)).toEqual([0, 0, 0, 0])
  })

  it('include the end of the previous roster', () => {
    const night = shift('ann', -3, 2, ['dear'])
    const { dear } = leftBy(inputsOf({ ann: { dear: 0.8 } }, [night]), [instant('dear', 1, 1, 1)], [])
    expect(first(dear!.coveredAgents, 3)).toEqual([0.8, 0.8, 0])
  })

  it('serve what their shift says and they know', () => {
    const both = inputsOf({ ann: { dear: 1, cheap: 1 } })
    const needs = [instant('cheap', 1), instant('dear', 1)]
    expect(first(leftBy(both, needs, [shift('ann', 0, 1, ['cheap'])]).cheap!.coveredAgents, 1)).toEqual([1])
    const unskilled = leftBy(inputs, needs, [shift('ann', 0, 1, ['cheap'])])
    expect(first(unskilled.cheap!.coveredAgents, 1)).toEqual([0])
  })
})

describe('who is served first', () => {
  const skills = { cheap: 1, dear: 1, mail: 1 }

  it('is the dearest instant queue, whatever their order, then the cheaper, then deferred work', () => {
    const inputs = inputsOf({ ann: skills, bob: skills })
    const shifts = ['ann', 'bob'].map((id) => shift(id, 0, 1, ['cheap', 'dear', 'mail']))
    const mail = deferred('mail', { openingBacklog: 5, dueByEnd: due(0, 5) })
    const cells = leftBy(inputs, [mail, instant('cheap', 1), instant('dear', 1.5)], shifts)
    expect(first(cells.dear!.coveredAgents, 1)).toEqual([1.5])
    expect(first(cells.cheap!.coveredAgents, 1)).toEqual([0.5])
    expect(first(cells.mail!.coveredAgents, 1)).toEqual([0])
    expect(first(cells.mail!.overdue, 1)).toEqual([5])
  })

  it('is the instant queue that asks for priority, be it cheap', () => {
    const given = inputsOf({ ann: skills })
    const queues = given.settings.queues.map((queue) => (queue.id === 'cheap' ? { ...queue, priority: 1 } : queue))
    const inputs = { ...given, settings: { ...given.settings, queues } }
    const cells = leftBy(inputs, [instant('dear', 1), instant('cheap', 1)], [shift('ann', 0, 1, ['cheap', 'dear'])])
    expect(first(cells.cheap!.coveredAgents, 1)).toEqual([1])
    expect(first(cells.dear!.coveredAgents, 1)).toEqual([0])
  })

  it('is the deferred queue whose oldest work is due first', () => {
    const inputs = inputsOf({ ann: { mail: 1, claims: 1 } })
    const queues = [
      deferred('claims', { openingBacklog: 10, dueByEnd: due(5, 10) }),
      deferred('mail', { openingBacklog: 10, dueByEnd: due(1, 10) }),
    ]
    const cells = leftBy(inputs, queues, [shift('ann', 0, 2, ['claims', 'mail'])])
    expect(first(cells.mail!.coveredAgents, 3)).toEqual([1, 0, 0])
    expect(first(cells.claims!.coveredAgents, 3)).toEqual([0, 1, 0])
    expect(first(cells.claims!.backlog, 3)).toEqual([10, 0, 0])
  })

  it('shows agents beyond all need on their instant queues, by what those require', () => {
    const inputs = inputsOf({ ann: skills, bob: skills, cat: skills, dan: skills })
    const shifts = ['ann', 'bob', 'cat', 'dan'].map((id) => shift(id, 0, 2, ['cheap', 'dear', 'mail']))
    const cells = leftBy(inputs, [instant('cheap', 1), instant('dear', 2), deferred('mail', {})], shifts)
    expect(first(cells.dear!.coveredAgents, 2)).toEqual([2 + 2 / 3, 0].map((value) => Math.round(value * 1e9) / 1e9))
    expect(first(cells.cheap!.netStaffing, 1)).toEqual([Math.round(1e9 / 3) / 1e9])
  })
})

describe('deferred work', () => {
  it('waits, is finished and goes overdue as counted by hand', () => {
    const inputs = inputsOf({ ann: { mail: 1 } })
    // 4 wait, due by the end of hour 1; 12 more come in hour 0, due by the end of hour 2; 10 an hour are done from hour 1 to 2.
    const mail = deferred('mail', {
      openingBacklog: 4,
      volume: hours(12),
      dueByEnd: Float64Array.from({ length: HOURS }, (_, hour) => (hour < 0 ? 0 : hour === 0 ? 4 : 16)),
    })
    const { mail: cell } = leftBy(inputs, [mail], [shift('ann', 1, 2.5, ['mail'])])
    expect(first(cell!.backlog, 4)).toEqual([16, 6, 1, 1])
    expect(first(cell!.overdue, 4)).toEqual([4, 6, 1, 1])
    expect(first(cell!.coveredAgents, 4)).toEqual([0, 1, 0.5, 0])
    expect(first(cell!.netStaffing, 4)).toEqual([-0.4, -0.6, -0.1, -0.1])
  })

  it('is not done while its queue is closed, nor before it arrives', () => {
    const inputs = inputsOf({ ann: { mail: 1 } })
    const mail = deferred('mail', {
      volume: hours(3, 0, 8),
      dueByEnd: due(9, 11),
      contactsPerAgent: hours(0, 10, 10, 10),
    })
    const { mail: cell } = leftBy(inputs, [mail], [shift('ann', 0, 4, ['mail'])])
    expect(first(cell!.backlog, 4)).toEqual([3, 0, 0, 0])
    expect(first(cell!.coveredAgents, 4)).toEqual([0, 0.3, 0.8, 0])
  })
})

describe('deferred work that would cost more than instant work left waiting', () => {
  const inputs = inputsOf({ ann: { cheap: 1, dear: 1, mail: 1 } })
  const shifts = [shift('ann', 0, 3, ['cheap', 'dear', 'mail'])]
  const mail = deferred('mail', { openingBacklog: 10, dueByEnd: due(0, 10) })

  it('is worked first, for as long as that takes and no longer', () => {
    // Ten contacts overdue all day cost 10 x 500 an hour; ann's hour at the cheap queue costs 100.
    const queues = [instant('cheap', 1, 1, 1), mail, instant('dear'), deferred('claims', {})]
    const cells = rosterCoverage(inputs, { horizon: HORIZON, queues }, { assignments: shifts })
    expect(first(cells[1]!.coveredAgents, 3)).toEqual([1, 0, 0])
    expect(first(cells[0]!.coveredAgents, 3)).toEqual([0, 1, 1])
    expect(first(cells[1]!.overdue, 2)).toEqual([0, 0])
  })

  it('waits where nothing is due', () => {
    const queues = [instant('cheap', 1, 1, 1), { ...mail, dueByEnd: hours() }, instant('dear'), deferred('claims', {})]
    const cells = rosterCoverage(inputs, { horizon: HORIZON, queues }, { assignments: shifts })
    expect(first(cells[0]!.coveredAgents, 3)).toEqual([1, 1, 1])
    expect(first(cells[1]!.backlog, 2)).toEqual([10, 10])
  })
})
