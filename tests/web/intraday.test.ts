import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Publication } from '../../server/contracts/publication.ts'
import type { RunCoverage, RunRoster } from '../../server/contracts/run-result.ts'
import { presencesAt } from '../../web/features/intraday/presence.ts'
import { queueOutlooks, shortagesWithin } from '../../web/features/intraday/queue-outlook.ts'
import { momentOf, shownDay } from '../../web/features/intraday/shown-day.ts'
import { wallClockIn } from '../../web/lib/published-roster.ts'

const HOUR_MS = 3_600_000
const DAY = '2026-11-09'
const stamp = (hour: number, minute = 0, day = DAY) =>
  `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}+08:00`
const instant = (hour: number, minute = 0) => Date.parse(stamp(hour, minute))

/** A day of hours; of each queue needed and covered agents by hour from 09:00 on. */
function coverageOf(queues: Record<string, readonly (readonly [needed: number, covered: number])[]>): RunCoverage {
  const hours = Math.max(...Object.values(queues).map((list) => list.length))
  const starts = Array.from({ length: hours }, (_, at) => stamp(9 + at))
  return {
    ...{ runId: 'run', zone: 'Asia/Shanghai', intervalMinutes: 60, starts, days: [DAY] },
    queues: Object.entries(queues).map(([queueId, list]) => ({
      ...{ kind: 'instant' as const, queueId, volume: list.map(() => 10), ahtSeconds: [], offeredErlangs: [] },
      ...{ requiredAgents: [], requiredAgentsP10: [], requiredAgentsP90: [], serviceLevel: [] },
      scheduledAgents: list.map(([needed]) => needed),
      coveredAgents: list.map(([, covered]) => covered),
      netStaffing: list.map(([needed, covered]) => covered - needed),
    })),
  }
}

test('a shortage is one stretch until it is mended, with its worst interval and its agent-hours', () => {
  const coverage = coverageOf({
    chat: [
      [3, 3],
      [4, 3],
      [5, 2],
      [2, 2],
      [3, 2.5],
    ],
  })
  const found = shortagesWithin(coverage, instant(9), instant(14))
  expect(found).toEqual([
    { queueId: 'chat', start: stamp(10), endMs: instant(12), worst: 3, agentHours: 4 },
    { queueId: 'chat', start: stamp(13), endMs: instant(14), worst: 0.5, agentHours: 0.5 },
  ])
  // What lies behind the moment is over; the running interval is not.
  expect(shortagesWithin(coverage, instant(11, 30), instant(13)).map(({ start, worst }) => [start, worst])).toEqual([
    [stamp(11), 3],
  ])
})

test('shortages add up to what is missing, whatever the figures', () => {
  const staffing = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(staffing, staffing, (chat, phone) => {
      const coverage = coverageOf({ chat, phone })
      const found = shortagesWithin(coverage, instant(0), instant(23))
      const missing = [...chat, ...phone].reduce((sum, [needed, covered]) => sum + Math.max(0, needed - covered), 0)
      expect(found.reduce((sum, { agentHours }) => sum + agentHours, 0)).toBeCloseTo(missing, 9)
      for (const { start, endMs, worst, agentHours } of found) {
        const hours = (endMs - Date.parse(start)) / HOUR_MS
        expect(agentHours).toBeLessThanOrEqual(worst * hours + 1e-9)
      }
    }),
  )
})

test('the outlook tells now, the tightest interval ahead and the contacts of the span', () => {
  const coverage = coverageOf({
    chat: [
      [3, 5],
      [4, 4],
      [5, 3],
      [2, 2],
    ],
  })
  const [outlook] = queueOutlooks(coverage, instant(9, 20), 2 * HOUR_MS)
  expect(outlook).toEqual({
    ...{ queueId: 'chat', needed: 3, covered: 5, net: 2, contacts: 30 },
    tightest: { net: -2, start: stamp(11) },
  })
  const [night] = queueOutlooks(coverage, instant(20), 2 * HOUR_MS)
  expect(night).toMatchObject({ needed: 0, covered: 0, contacts: 0, tightest: undefined })
})

const SHIFT: RunRoster['assignments'][number] = {
  ...{ employeeId: 'an', templateId: 'day', start: stamp(9), end: stamp(18), queueIds: ['chat'] },
  ...{ pinned: false, paidMinutes: 480 },
  breaks: [{ kind: 'meal', paid: false, start: stamp(12), end: stamp(13) }],
}

test.each([
  [8, 0, 'starting', stamp(9), false],
  [9, 0, 'working', stamp(12), false],
  [12, 0, 'onBreak', stamp(13), false],
  [13, 0, 'working', stamp(18), false],
  [17, 0, 'working', stamp(18), true],
] as const)('at %i:%i the shift of 9 to 18 is %s', (hour, minute, state, until, endsSoon) => {
  expect(presencesAt([SHIFT], instant(hour, minute))).toEqual([{ assignment: SHIFT, state, until, endsSoon }])
})

test('nobody is there before the last hour to the shift, nor from its end on', () => {
  expect(presencesAt([SHIFT], instant(7, 59))).toEqual([])
  expect(presencesAt([SHIFT], instant(18))).toEqual([])
})

const publication = (runId: string, week: string, weeks: number, supersededAt: string | null = null): Publication => ({
  ...{ id: runId, planId: 'plan', runId, week, weeks, rosterSha256: '', override: null, supersededAt },
  ...{ publishedAt: '2026-11-01T00:00:00Z', publishedBy: 'test', publisher: 'test', supersededByRunId: null },
})
const looked = { id: 'draft', week: '2026-11-09', weeks: 2, state: 'succeeded' as const }

test('the published roster of a day goes before the run looked at; a superseded one does not count', () => {
  const publications = [
    publication('old', '2026-11-09', 1, '2026-11-02T00:00:00Z'),
    publication('new', '2026-11-09', 1),
  ]
  expect(shownDay('2026-11-12', DAY, publications, looked).runId).toBe('new')
  expect(shownDay('2026-11-16', DAY, publications, looked)).toMatchObject({ runId: 'draft', publication: undefined })
  expect(shownDay('2026-11-23', DAY, publications, looked).runId).toBeUndefined()
  expect(
    shownDay('2026-11-16', DAY, publications, { ...looked, state: 'cancelled' as 'succeeded' }).runId,
  ).toBeUndefined()
})

test('unasked it is today, and where nothing is planned of today a day of which something is', () => {
  expect(shownDay(undefined, '2026-11-18', [], looked)).toMatchObject({ day: '2026-11-18', runId: 'draft' })
  expect(shownDay(undefined, '2026-12-24', [], looked)).toMatchObject({ day: '2026-11-09', runId: 'draft' })
  expect(shownDay(undefined, '2026-12-24', [publication('out', '2026-11-30', 1)], undefined).day).toBe('2026-11-30')
  expect(shownDay(undefined, '2026-12-24', [], undefined)).toMatchObject({ day: '2026-12-24', runId: undefined })
})

test('the moment is the one asked for, now on its day, and the same time of another day', () => {
  const starts = [0, 9, 12, 21].flatMap((hour) => [stamp(hour), stamp(hour, 0, '2026-11-10')]).sort()
  const now = { instant: instant(12, 34), wallClock: wallClockIn('Asia/Shanghai', instant(12, 34)) }
  expect(momentOf(stamp(9), DAY, now, starts)).toBe(instant(9))
  expect(momentOf(undefined, DAY, now, starts)).toBe(instant(12, 34))
  expect(momentOf(undefined, '2026-11-10', now, starts)).toBe(instant(12, 34) + 24 * HOUR_MS)
  // A moment of another day is not this day's.
  expect(momentOf(stamp(9), '2026-11-10', now, starts)).toBe(instant(12, 34) + 24 * HOUR_MS)
})
