import { expect } from 'vitest'
import type { DayReport } from '../../../server/contracts/day-report.ts'
import type { RunCoverage, RunForecast, RunRoster } from '../../../server/contracts/run-result.ts'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { gridOf } from '../../../server/jobs/reply-columns.ts'
import { rosterReply } from '../../../server/jobs/run-replies.ts'
import { finishRun, startRun } from '../../../server/store/run-store.ts'
import { intervalStart, localStamp } from '../../../solver/domain/horizon.ts'
import { inputsFor } from '../../../solver/domain/plan-inputs.ts'
import type { PlanResult } from '../../../solver/domain/plan-outputs.ts'
import { plainScoreBasis } from '../../../solver/domain/score-basis.ts'
import { zonesOfPeople } from '../../../solver/domain/site.ts'
import { weekHorizon } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { type ActualsApp, DAY } from '../actuals/actuals-app.ts'
import { ACTOR, OPEN_GATE, storeRun } from '../stored-plan.ts'

const PRIOR =
  'satisfaction: { points: [{ seconds: 0, satisfaction: 0.9 }, { seconds: 120, satisfaction: 0.5 }], source: a guess }\n'
/** The plan's settings with a prior of their own. */
const planWithPrior = (): Map<string, string> => {
  const plan = smallPlan()
  return plan.set('plan.yaml', `${plan.get('plan.yaml')!}${PRIOR}`)
}

/**
 * Stores a succeeded run of the small plan whose figures can be checked by hand, and publishes it: `chat` is a phone for one
 * agent, 30 calls of a minute in each hour from 10 to 18, to be answered within a minute; on the day after the report's it
 * needs two from 16 to 18. `tickets` come one an hour from 9 to 19. an works from 9 to 18 with a meal at 12 on both days.
 * @param further results of the run
 */
export async function publishKnownWeek(
  app: ActualsApp,
  further: ReadonlyMap<string, string> = new Map(),
): Promise<string> {
  const inputs = parsePlanFolder(planWithPrior())
  const horizon = weekHorizon(inputs, SMALL_PLAN_WEEK)
  const stamps = Array.from({ length: horizon.intervals }, (_, at) =>
    localStamp(intervalStart(horizon, at), horizon.zone),
  )
  const hourOf = (at: number) => Number(stamps[at]!.slice(11, 13))
  const column = (value: (at: number) => number) => stamps.map((_, at) => value(at))
  const isOpen = (at: number) => hourOf(at) >= 10 && hourOf(at) < 18
  const isShort = (at: number) => stamps[at]!.startsWith('2026-11-12T16') || stamps[at]!.startsWith('2026-11-12T17')
  const need = column((at) => (isOpen(at) ? (isShort(at) ? 2 : 1) : 0))
  const covered = column((at) => (isOpen(at) ? 1 : 0))
  const volume = column((at) => (isOpen(at) ? 30 : 0))
  const share = stamps.map((_, at) => (isOpen(at) ? (isShort(at) ? 0.6 : 0.9) : null))
  const nothing = stamps.map(() => 0)
  const service = {
    ...{ contacts: volume, serviceLevel: share, lower95: share, upper95: share, asaSeconds: share, abandonRate: share },
    ...{ occupancy: share, backlog: nothing, backlogAgeHours: nothing },
  }
  const tickets = column((at) => (hourOf(at) >= 9 && hourOf(at) < 19 ? 1 : 0))
  const coverage: Omit<RunCoverage, 'runId'> = {
    ...gridOf(horizon),
    shrinkage: nothing,
    queues: [
      {
        ...{ queueId: 'chat', kind: 'instant', volume, ahtSeconds: volume.map((calls) => (calls > 0 ? 60 : null)) },
        ...{ offeredErlangs: volume.map((calls) => (calls > 0 ? 0.5 : null)), coveredAgents: covered },
        ...{ netStaffing: column((at) => covered[at]! - need[at]!), requiredAgents: need, requiredAgentsP10: need },
        ...{ requiredAgentsP90: need, scheduledAgents: need, serviceLevel: share, service },
        model: {
          ...{ serviceLevelTarget: 0.8, answerWithinSeconds: 60, meanPatienceSeconds: null, maxOccupancy: 1 },
          capacityCurve: [0, 1],
        },
      },
      {
        ...{ queueId: 'tickets', kind: 'deferred', volume: tickets, ahtSeconds: stamps.map(() => 600) },
        ...{ offeredErlangs: stamps.map(() => 0.2), coveredAgents: tickets, netStaffing: nothing, dueByEnd: nothing },
        ...{ openingBacklog: 0, backlog: nothing, overdue: nothing, model: { serviceLevelTarget: 0.95 }, service },
      },
    ],
  }
  const assignments = [DAY, '2026-11-12'].map((day) => {
    const stamp = (time: string) => Date.parse(`${day}T${time}+08:00`)
    return {
      ...{ employeeId: 'an', templateId: 'day', startMs: stamp('09:00'), endMs: stamp('18:00') },
      breaks: [{ kind: 'meal' as const, paid: false, startMs: stamp('12:00'), endMs: stamp('13:00') }],
      ...{ queueIds: ['chat', 'tickets'], pinned: false },
    }
  })
  const roster = { assignments }
  const reply: Omit<RunRoster, 'runId'> = rosterReply(inputs, { horizon, roster } as unknown as PlanResult)
  const forecast: Omit<RunForecast, 'runId'> = {
    ...gridOf(horizon),
    queues: [],
    events: [
      {
        ...{
          kind: 'livestream',
          title: 'Evening live',
          start: '2026-11-12T16:00+08:00',
          end: '2026-11-12T19:00+08:00',
        },
        expectedSize: 2,
      },
    ],
  }
  const id = await storeRun(app.db, app.planId)
  await startRun(app.db, id)
  const contents = new Map([
    ['roster.csv', rosterCsv(roster, zonesOfPeople(inputs))],
    ['roster.json', JSON.stringify(reply)],
    ['coverage.json', JSON.stringify(coverage)],
    ['forecast.json', JSON.stringify(forecast)],
    ['score-basis.json', JSON.stringify(plainScoreBasis(inputsFor(inputs, horizon), { horizon, queues: [] }))],
    ...further,
  ])
  await finishRun(app.db, id, ACTOR, { state: 'succeeded', report: OPEN_GATE, contents })
  const published = await app.post(`/api/runs/${id}/publication`, {})
  expect(published.statusCode, published.body).toBe(201)
  return id
}

/** Four hours of calls, the second with half as many again that take half as long again, and what an did. */
export async function reportMorning(app: ActualsApp): Promise<void> {
  const call = (time: string, offered: number, answeredWithin: number, ahtSeconds: number) => ({
    ...{
      queueId: 'chat',
      start: `${DAY}T${time}`,
      offered,
      answeredWithin,
      ahtSeconds,
      abandoned: offered / 30,
      backlog: 2,
    },
  })
  const state = (time: string, what: string) => ({ employeeId: 'an', state: what, from: `${DAY}T${time}` })
  await app.send({
    intervals: [
      call('10:00', 30, 25, 60),
      call('11:00', 45, 5, 90),
      call('12:00', 30, 24, 60),
      call('13:00', 30, 30, 60),
    ],
    agentStates: [state('09:00', 'available'), state('10:00', 'busy'), state('12:00', 'break'), state('13:30', 'busy')],
  })
}

export async function reportOf(app: ActualsApp, query = `day=${DAY}`): Promise<DayReport> {
  const reply = await app.get(`/api/plans/${app.planId}/day-report?${query}`)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}
