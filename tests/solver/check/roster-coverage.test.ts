import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverageOf, dispatchOf, dispatchWeek } from '../../../solver/check/coverage.ts'
import { rosterCoverage, serviceCosts } from '../../../solver/check/roster-coverage.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type PlanInputs, planSettingsSchema } from '../../../solver/domain/plan-inputs.ts'
import type { DeferredRequirement, QueueRequirement, Requirement } from '../../../solver/domain/requirement-outputs.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { type Entries, LinearModel } from '../../../solver/lp/linear-model.ts'
import { noReasons } from '../../../solver/staffing/instant-requirement.ts'

const engine = await createHighsEngine()
const HOURS = 6
const HORIZON = { ...dayHorizon('2026-11-09', 1, 60, 'UTC'), intervals: HOURS }
const openHours = [{ from: '00:00', to: '24:00' }]
const phone = {
  channel: 'phone',
  openHours,
  ahtSeconds: 60,
  target: { serviceLevelTarget: 0.8, answerWithinSeconds: 20 },
}
const ticket = {
  channel: 'ticket',
  openHours,
  ahtSeconds: 60,
  target: { finishWithinHours: 4, deadlineClock: 'calendar' },
}

const settings = planSettingsSchema.parse({
  name: 'Coverage',
  zone: 'UTC',
  intervalMinutes: 60,
  currency: 'CNY',
  queues: [
    { ...phone, id: 'chat', understaffingCostPerHour: 20_000 },
    { ...phone, id: 'vip', understaffingCostPerHour: 30_000 },
    { ...ticket, id: 'mail', overdueCostPerHour: 500 },
    { ...ticket, id: 'claims', overdueCostPerHour: 2000 },
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
const QUEUE_IDS = settings.queues.map(({ id }) => id)

interface Person {
  readonly speeds: readonly number[]
  readonly from: number
  readonly hours: number
}
interface Tickets {
  readonly backlog: number
  readonly volume: readonly number[]
  /** Hours from arrival, and from the start, by whose end they are due. */
  readonly dueAfter: number
  readonly dueBacklogAt: number
}
interface Week {
  readonly people: readonly Person[]
  readonly agents: readonly (readonly number[])[]
  readonly tickets: readonly Tickets[]
}

const hourly = <Of>(of: fc.Arbitrary<Of>) => fc.array(of, { minLength: HOURS, maxLength: HOURS })
const week: fc.Arbitrary<Week> = fc.record({
  people: fc.array(
    fc.record({
      speeds: fc.array(fc.constantFrom(0, 0.6, 0.8, 0.9, 1), { minLength: 4, maxLength: 4 }),
      from: fc.nat(3),
      hours: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  agents: fc.array(hourly(fc.constantFrom(0, 0, 1, 2)), { minLength: 2, maxLength: 2 }),
  tickets: fc.array(
    fc.record({
      backlog: fc.constantFrom(0, 0, 5, 12),
      volume: hourly(fc.constantFrom(0, 0, 4, 10)),
      dueAfter: fc.constantFrom(0, 2, 4, HOURS),
      dueBacklogAt: fc.constantFrom(0, 2, HOURS),
    }),
    { minLength: 2, maxLength: 2 },
  ),
})

function deferred(queueId: string, { backlog, volume, dueAfter, dueBacklogAt }: Tickets): DeferredRequirement {
  const zero = new Float64Array(HOURS)
  const due = Float64Array.from({ length: HOURS }, (_, hour) =>
    volume
      .slice(0, Math.max(0, hour - dueAfter + 1))
      .reduce((sum, contacts) => sum + contacts, hour >= dueBacklogAt ? backlog : 0),
  )
  return {
    ...{ kind: 'deferred', queueId, openingBacklog: backlog, ahtSeconds: zero, offeredErlangs: zero },
    volume: Float64Array.from(volume),
    dueByEnd: due,
    contactsPerAgent: new Float64Array(HOURS).fill(queueId === 'mail' ? 10 : 4),
  }
}

const hours = (value: number) => Array.from({ length: HOURS }, () => value)

function instant(queueId: string, agents: readonly number[]): QueueRequirement {
  const need = Float64Array.from(agents)
  return {
    ...{ kind: 'instant', queueId, volume: need, ahtSeconds: need, offeredErlangs: need, serviceLevel: need },
    ...{ requiredAgents: need, requiredAgentsP10: need, requiredAgentsP90: need, scheduledAgents: need },
    reasons: noReasons(HOURS),
  }
}

function planOf({ people, agents, tickets }: Week) {
  const inputs: PlanInputs = {
    settings,
    workRules: [],
    employees: people.map(({ speeds }, index) => ({
      ...{ id: `p${index}`, name: `p${index}`, group: 'care', contractId: 'c', hourlyCost: 0 },
      skills: speeds.flatMap((proficiency, queue) =>
        proficiency > 0 ? [{ queueId: QUEUE_IDS[queue]!, proficiency }] : [],
      ),
      ...{ restrictions: [], overtimeMinutesThisMonth: 0 },
    })),
    ...{ history: [], calendar: [], overrides: [], availability: [], previousRoster: [], inputHash: '' },
  }
  const assignments = people.map(
    ({ from, hours }, index): Assignment => ({
      ...{ employeeId: `p${index}`, templateId: 't', breaks: [], queueIds: QUEUE_IDS, pinned: false },
      startMs: HORIZON.startsAt + from * 3_600_000,
      endMs: HORIZON.startsAt + (from + hours) * 3_600_000,
    }),
  )
  const requirement: Requirement = {
    horizon: HORIZON,
    queues: [
      instant('chat', agents[0]!),
      instant('vip', agents[1]!),
      deferred('mail', tickets[0]!),
      deferred('claims', tickets[1]!),
    ],
  }
  return { inputs, requirement, roster: { assignments } }
}

/** The least that unmet needs can cost with these people, all hours together, by linear programming. */
function leastCost({ people }: Week, { queues }: Requirement): number {
  const model = new LinearModel()
  const supply: Entries[][] = queues.map(() => Array.from({ length: HOURS }, () => []))
  for (const { speeds, from, hours } of people) {
    for (let hour = from; hour < Math.min(HOURS, from + hours); hour++) {
      const columns = speeds.map((speed) => model.addColumn({ upper: speed > 0 ? 1 : 0 }))
      columns.forEach((column, queue) => {
        supply[queue]![hour]!.push([column, speeds[queue]!])
      })
      model.addRow(
        columns.map((column) => [column, 1] as const),
        -Infinity,
        1,
      )
    }
  }
  queues.forEach((queue, index) => {
    const settingsOf = settings.queues[index]!
    const price = settingsOf.channel === 'ticket' ? settingsOf.overdueCostPerHour : settingsOf.understaffingCostPerHour
    let done: Entries = []
    let arrived = queue.kind === 'deferred' ? queue.openingBacklog : 0
    supply[index]!.forEach((entries, hour) => {
      if (queue.kind === 'instant') {
        const missing = model.addColumn({ cost: price, upper: Infinity })
        model.addRow([...entries, [missing, 1]], queue.scheduledAgents[hour]!, Infinity)
        return
      }
      arrived += queue.volume[hour]!
      done = [...done, ...entries.map(([column, speed]) => [column, speed * queue.contactsPerAgent[hour]!] as const)]
      if (done.length > 0) model.addRow(done, -Infinity, arrived)
      const overdue = model.addColumn({ cost: price, upper: Infinity })
      model.addRow([...done, [overdue, 1]], queue.dueByEnd[hour]!, Infinity)
    })
  })
  return engine.solve(model).objective
}

const costOf = ({ inputs, requirement }: ReturnType<typeof planOf>, coverage: ReturnType<typeof rosterCoverage>) => {
  const { understaffing, overdueWork } = serviceCosts(inputs, requirement, coverage)
  return understaffing + overdueWork
}

/** By the plain rule: deferred work only in what instant work leaves. */
const plainly = ({ inputs, requirement, roster }: ReturnType<typeof planOf>) =>
  coverageOf(requirement, dispatchWeek(dispatchOf(inputs, requirement, roster)))

describe('what a roster gives its queues', () => {
  it('costs what linear programming finds over all hours where nothing is overdue, and little more where something is', () => {
    let [inTime, late, least, found, plain] = [0, 0, 0, 0, 0]
    fc.assert(
      fc.property(week, (given) => {
        const plan = planOf(given)
        const cost = costOf(plan, rosterCoverage(plan.inputs, plan.requirement, plan.roster))
        const lowest = leastCost(given, plan.requirement)
        const plainCells = plainly(plan)
        expect(cost).toBeGreaterThanOrEqual(lowest - 1)
        expect(cost).toBeLessThanOrEqual(costOf(plan, plainCells))
        if (plainCells.every(({ overdue }) => overdue.every((contacts) => contacts < 1e-6))) {
          expect(cost).toBeLessThanOrEqual(lowest + 1)
          inTime++
        } else {
          late++
          least += lowest
          found += cost
          plain += costOf(plan, plainCells)
        }
      }),
      { numRuns: 400 },
    )
    expect(inTime).toBeGreaterThan(15)
    expect(late).toBeGreaterThan(200)
    expect(found).toBeLessThan(1.002 * least)
    expect(plain).toBeGreaterThan(1.02 * least)
  })

  it('is the same in whatever order people, shifts and queues are listed', () => {
    fc.assert(
      fc.property(week, (given) => {
        const { inputs, requirement, roster } = planOf(given)
        const turned = rosterCoverage(
          {
            ...inputs,
            employees: inputs.employees.toReversed().map((each) => ({ ...each, skills: each.skills.toReversed() })),
            settings: { ...inputs.settings, queues: inputs.settings.queues.toReversed() },
          },
          { ...requirement, queues: requirement.queues.toReversed() },
          { assignments: roster.assignments.toReversed() },
        )
        expect(turned.toReversed()).toEqual(rosterCoverage(inputs, requirement, roster))
      }),
      { numRuns: 100 },
    )
  })

  it('has everybody do deferred work at what they are fastest at, not all at what is due first', () => {
    // Both could start on the mail, which is due first; each is slow at the other's queue, and all is in time without.
    const given = {
      people: [
        { speeds: [0, 0, 1, 0.6], from: 0, hours: 4 },
        { speeds: [0, 0, 0.6, 1], from: 0, hours: 4 },
      ],
      agents: [hours(0), hours(0)],
      tickets: [
        { backlog: 40, volume: hours(0), dueAfter: 0, dueBacklogAt: 3 },
        { backlog: 16, volume: hours(0), dueAfter: 0, dueBacklogAt: 4 },
      ],
    }
    const { inputs, requirement, roster } = planOf(given)
    const cells = rosterCoverage(inputs, requirement, roster)
    expect(cells.map(({ backlog }) => Math.round(backlog[3]!))).toEqual([0, 0, 0, 0])
    expect(cells.map(({ overdue }) => Math.max(...overdue))).toEqual([0, 0, 0, 0])
  })
})
