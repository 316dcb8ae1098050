import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import type { PlanInputs, PlanSettings } from '../../../solver/domain/plan-inputs.ts'
import type { PlanProgress } from '../../../solver/domain/plan-outputs.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { type ServedRoster, serveRoster } from '../../../solver/service/serve-roster.ts'
import { simulateRoster } from '../../../solver/simulate/simulate-roster.ts'
import { raiseRequirement } from '../../../solver/staffing/raise-requirement.ts'
import { type TinyPlan, tinyPlan } from '../roster/tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

const REPLICATIONS = 30
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${index + 10}` }))
/** Most people come 50 minutes late on average, which no queueing model knows: the first hour falls short. */
const LATE: Partial<PlanSettings> = { simulation: { lateness: { share: 0.7, meanMinutes: 50 } } }

interface Trial {
  readonly plan: Partial<TinyPlan>
  readonly settings?: Partial<PlanSettings>
  readonly told?: PlanProgress[]
  readonly isStopped?: () => boolean
}

function made({ plan, settings = LATE }: Trial) {
  const { inputs, ...rest } = tinyPlan({ people: people(12), chats: [60], tickets: [0], days: 2, ...plan })
  return { ...rest, inputs: { ...inputs, settings: { ...inputs.settings, ...settings } } as PlanInputs }
}

function served(trial: Trial): Promise<ServedRoster> {
  const { inputs, requirement, forecast } = made(trial)
  return serveRoster(inputs, forecast, requirement, {
    ...{ engine, seed: 1, gap: 0.01, replications: REPLICATIONS, timeLimitSeconds: 600, now: () => 0 },
    isStopped: trial.isStopped ?? (() => false),
    onProgress: (progress) => trial.told?.push(progress),
  })
}

describe('serveRoster', () => {
  it('makes a roster again with more people where the simulation of the first one falls short', async () => {
    const told: PlanProgress[] = []
    const { serviceRounds, missing, requirement, service } = await served({ plan: {}, told })
    expect(serviceRounds.map(({ round, kept }) => [round, kept])).toEqual([
      [0, false],
      [1, true],
    ])
    expect(serviceRounds[0]!.failingIntervals).toBeGreaterThan(0)
    expect(serviceRounds[0]!.addedAgentHours).toBeGreaterThan(0)
    expect(serviceRounds[1]).toMatchObject({ failingIntervals: 0, addedAgentHours: 0 })
    expect(missing).toEqual([])
    expect(service.targets.map(({ verdict }) => verdict)).toEqual(['met', 'met'])
    const [chat] = requirement.queues
    if (chat?.kind !== 'instant') throw new Error('chat is an instant queue')
    // People are late when the day begins, and at no other time.
    expect(chat.reasons.simulation[9]).toBeGreaterThan(0)
    expect(chat.reasons.simulation.slice(10, 24)).toEqual(new Float64Array(14))
    expect(told.find(({ stage }) => stage === 'roster')).not.toHaveProperty('round')
    expect(told.filter(({ round }) => round === 1).map(({ stage }) => stage)).toContain('simulate')
  })

  it('publishes roster, requirement, check and service that belong together', async () => {
    const { inputs, forecast } = made({ plan: {} })
    const { requirement, roster, check, service, objectiveBound } = await served({ plan: {} })
    expect(checkRoster(inputs, requirement, roster)).toEqual(check)
    expect(simulateRoster(inputs, forecast, requirement, roster, { replications: REPLICATIONS, seed: 1 })).toEqual(
      service,
    )
    expect(objectiveBound).toBeLessThanOrEqual(check.objective)
  })

  it('names what is missing, and keeps the round that stood best, when nobody is left', async () => {
    const { serviceRounds, missing, service } = await served({ plan: { people: people(8) } })
    const [first] = serviceRounds
    const kept = serviceRounds.find((round) => round.kept)!
    expect(kept.failingIntervals).toBeLessThanOrEqual(first!.failingIntervals)
    expect(kept.failingIntervals).toBeGreaterThan(0)
    expect(missing.length).toBeGreaterThan(0)
    for (const lack of missing) {
      expect(lack).toMatchObject({ queue: 'chat', asked: 0.8, why: 'noPeople' })
      expect(lack.agents).toBeGreaterThanOrEqual(1)
      expect(lack.serviceLevel).toBeLessThan(0.8)
    }
    const hours = missing.reduce((sum, { start, end }) => sum + (Date.parse(end) - Date.parse(start)) / 3_600_000, 0)
    expect(hours).toBeGreaterThanOrEqual(kept.failingIntervals)
    expect(service.targets[0]!.verdict).toBe('missed')
  })

  it('says that no round was left when more could have been asked for', async () => {
    const [few, many] = await Promise.all(
      [1, 10].map((serviceRounds) => served({ plan: { people: people(10) }, settings: { ...LATE, serviceRounds } })),
    )
    expect(few!.serviceRounds).toHaveLength(2)
    expect(few!.missing.map(({ why }) => why)).toContain('noRounds')
    // With rounds to spare the search ends by itself, and whatever is missing then is people.
    expect(many!.serviceRounds.length).toBeGreaterThan(2)
    expect(many!.serviceRounds.length).toBeLessThan(11)
    expect(new Set(many!.missing.map(({ why }) => why))).toEqual(new Set(['noPeople']))
  })

  it('leaves the first roster as it is without rounds', async () => {
    const none = { ...LATE, serviceRounds: 0 }
    const { inputs, requirement } = made({ plan: {}, settings: none })
    const { requirement: kept, roster, serviceRounds, missing } = await served({ plan: {}, settings: none })
    expect(kept).toEqual(requirement)
    expect(roster).toEqual(
      scheduleRoster(inputs, requirement, { engine, seed: 1, gap: 0.01, isOutOfTime: () => false }).roster,
    )
    expect([serviceRounds, missing]).toEqual([[], []])
  })

  it('gives the same again', async () => {
    expect(JSON.stringify(await served({ plan: { people: people(8) } }))).toBe(
      JSON.stringify(await served({ plan: { people: people(8) } })),
    )
  })

  it('begins no further round after a making that was out of time', async () => {
    let clock = 0
    const { inputs, requirement, forecast } = made({ plan: {} })
    const { serviceRounds, endedBy } = await serveRoster(inputs, forecast, requirement, {
      ...{ engine, seed: 1, gap: 0.01, replications: REPLICATIONS, timeLimitSeconds: 1, onProgress: () => {} },
      isStopped: () => false,
      now: () => (clock += 2000),
    })
    expect(endedBy).toBe('time')
    expect(serviceRounds).toHaveLength(1)
  })

  it('finishes the first roster of a search that is stopped at once, and makes no other', async () => {
    const stopped = await served({ plan: {}, isStopped: () => true })
    expect(stopped.endedBy).toBe('stopped')
    expect(stopped.serviceRounds).toMatchObject([{ round: 0, addedAgentHours: 0, kept: true }])
    expect(stopped.roster.assignments.length).toBeGreaterThan(0)
    expect(hardViolations(stopped.check)).toEqual([])
    expect(stopped.objectiveBound).toBeLessThanOrEqual(stopped.check.objective * (1 + 1e-9))
  })

  it('keeps the roster before when a further making is stopped', async () => {
    const told: PlanProgress[] = []
    const isStopped = () => told.some(({ stage, round }) => stage === 'roster' && round === 1)
    const stopped = await served({ plan: {}, told, isStopped })
    expect(stopped.serviceRounds).toMatchObject([{ round: 0, addedAgentHours: 0, kept: true }])
    expect(told.some(({ stage, round }) => stage === 'simulate' && round === 1)).toBe(false)
    const { roster } = await served({ plan: {}, settings: { ...LATE, serviceRounds: 0 } })
    expect(stopped.roster).toEqual(roster)
    expect((await served({ plan: {} })).serviceRounds.length).toBeGreaterThan(1)
  })

  it('asks for more on tickets too when chance makes them late', async () => {
    const crew = Array.from({ length: 7 }, (_, index) => ({
      id: `t${index}`,
      skills: [{ queueId: 'tickets', proficiency: 1 }],
    }))
    const plan: Partial<TinyPlan> = { people: crew, chats: [0], tickets: [12], days: 7 }
    const queues = made({ plan }).inputs.settings.queues.map((queue) =>
      queue.channel === 'ticket' ? { ...queue, target: { ...queue.target, serviceLevelTarget: 0.98 } } : queue,
    )
    const outcomes = await Promise.all(
      [0, 2].map((serviceRounds) => served({ plan, settings: { queues, serviceRounds } })),
    )
    expect(outcomes.map(({ service }) => service.targets.at(-1)!.verdict)).toEqual(['missed', 'met'])
    // People are put where chance makes tickets late; when the tickets are due stays as it was.
    const [before, after] = outcomes
    expect(after!.requirement.queues[1]).toEqual(before!.requirement.queues[1])
    expect(after!.roster).not.toEqual(before!.roster)
    expect(after!.objectiveBound).toBeLessThanOrEqual(after!.check.objective)
  })
})

describe('scheduleRoster with a previous roster', () => {
  it('makes only the parts again whose queues need something else', async () => {
    const tickets = [{ queueId: 'tickets', proficiency: 1 }]
    const { inputs, requirement } = made({
      plan: { people: [...people(12), { id: 't1', skills: tickets }, { id: 't2', skills: tickets }], tickets: [3] },
    })
    const options = { engine, seed: 1, gap: 0.01, isOutOfTime: () => false }
    const first = scheduleRoster(inputs, requirement, options)
    const { intervals } = requirement.horizon
    const added = Float64Array.from({ length: intervals }, (_, interval) => (interval === 9 ? 2 : 0))
    const raised = raiseRequirement(
      requirement,
      [{ queueId: 'chat', added, coveredAgents: new Float64Array(intervals) }],
      new Float64Array(intervals),
    )
    const second = scheduleRoster(inputs, raised, { ...options, known: first.parts })
    expect(first.parts).toHaveLength(2)
    expect(second.parts.filter((part) => first.parts.includes(part))).toHaveLength(1)
    expect(second.roster).toEqual(scheduleRoster(inputs, raised, options).roster)
    expect(second.objectiveBound).toBe(scheduleRoster(inputs, raised, options).objectiveBound)
  })
})
