import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DayActuals, QueueActuals } from '../../server/contracts/actuals.ts'
import type { RunCoverage } from '../../server/contracts/run-result.ts'
import { dayContacts, silences, soFar } from '../../web/features/intraday/contacts/day-contacts.ts'

const DAY = '2026-11-09'
const stamp = (hour: number) => `${DAY}T${String(hour).padStart(2, '0')}:00+08:00`
const starts = Array.from({ length: 24 }, (_, hour) => stamp(hour))

function coverageOf(volume: readonly number[]): RunCoverage {
  const nothing = volume.map(() => 0)
  const agents = { scheduledAgents: nothing, coveredAgents: nothing, netStaffing: nothing }
  return {
    ...{ runId: 'run', zone: 'Asia/Shanghai', intervalMinutes: 60, starts, days: [DAY] },
    queues: [
      {
        ...{ kind: 'instant', queueId: 'chat', volume: [...volume], ahtSeconds: [], offeredErlangs: [], ...agents },
        ...{ requiredAgents: [], requiredAgentsP10: [], requiredAgentsP90: [], serviceLevel: [] },
      },
    ],
  }
}

const queueOf = (offered: readonly (number | null)[], feed: QueueActuals['feed']): QueueActuals => {
  const unknown = offered.map(() => null)
  const others = {
    handled: unknown,
    abandoned: unknown,
    ahtSeconds: unknown,
    answeredWithin: unknown,
    backlog: unknown,
    botHandled: unknown,
  }
  return { queueId: 'chat', offered: [...offered], ...others, asOf: null, feed }
}

const actualsOf = (offered: readonly (number | null)[], intervalMinutes = 60): DayActuals => ({
  ...{ planId: 'plan', day: DAY, zone: 'Asia/Shanghai', intervalMinutes, starts, revision: 1, asOf: null },
  ...{ receivedAt: null, clockSkewSeconds: null, serverTime: '2026-11-09T04:00:00Z', agentStates: [] },
  queues: [queueOf(offered, { state: 'live', lastEnd: null })],
})

const dayOf = (known: Record<number, number>) => starts.map((_, hour) => known[hour] ?? null)

function contactsOf(volume: readonly number[], actuals: DayActuals | undefined) {
  const coverage = coverageOf(volume)
  return dayContacts(coverage, coverage.queues[0]!, DAY, actuals)
}

const TEN_AN_HOUR = starts.map((_, hour) => (hour >= 9 && hour < 19 ? 10 : 0))

test('what came is held against what was planned of the same intervals, and a gap is told and no difference', () => {
  const contacts = contactsOf(TEN_AN_HOUR, actualsOf(dayOf({ 9: 12, 10: 15, 12: 15 })))
  expect(soFar(contacts)).toEqual({ come: 42, planned: 30, over: expect.closeTo(0.4, 12), missing: 1 })
})

test('contacts of an hour that nothing was planned for', () => {
  expect(soFar(contactsOf(TEN_AN_HOUR, actualsOf(dayOf({ 3: 7 }))))).toEqual({
    ...{ come: 7, planned: 0, over: null, missing: 0 },
  })
})

test.each([
  ['before anything is known', undefined],
  ['of a day without a report', actualsOf(dayOf({}))],
  ['of a plan whose intervals have changed since the run', actualsOf(dayOf({ 9: 12 }), 30)],
])('%s there is nothing to tell', (_case, actuals) => {
  const contacts = contactsOf(TEN_AN_HOUR, actuals)
  expect([soFar(contacts), contacts.planned]).toEqual([undefined, TEN_AN_HOUR])
})

test('every report counts once, whatever is missing', () => {
  const report = fc.option(fc.nat(40))
  fc.assert(
    fc.property(fc.array(report, { minLength: 24, maxLength: 24 }), (offered) => {
      const so = soFar(contactsOf(TEN_AN_HOUR, actualsOf(offered)))
      const known = offered.filter((value) => value !== null)
      expect(so?.come ?? 0).toBe(known.reduce((sum, value) => sum + value, 0))
      expect(so === undefined).toBe(known.length === 0)
    }),
  )
})

test('queues that fell silent together are told together, the earliest first', () => {
  const feedOf = (queueId: string, feed: QueueActuals['feed']) => ({ queueId, feed })
  const silent = (hour: number) => ({ state: 'silent' as const, lastEnd: stamp(hour) })
  expect(
    silences([
      feedOf('tickets', silent(12)),
      feedOf('chat', silent(10)),
      feedOf('phone', silent(12)),
      feedOf('mail', { state: 'live', lastEnd: stamp(13) }),
      feedOf('new', { state: 'never', lastEnd: null }),
    ]),
  ).toEqual([
    [stamp(10), ['chat']],
    [stamp(12), ['tickets', 'phone']],
  ])
})
