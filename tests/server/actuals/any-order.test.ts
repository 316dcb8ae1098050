import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertActuals, listIntervalActuals, type NewActuals } from '../../../server/store/actuals-store.ts'
import type { Database } from '../../../server/store/database.ts'
import { testDatabase } from '../database.ts'
import { ACTOR, storePlan } from '../stored-plan.ts'

const RUNS = 25
const HOUR_MS = 3_600_000
const FIRST_MS = Date.UTC(2026, 10, 11)
const QUEUES = ['chat', 'tickets']

const figures = fc.record({
  offered: fc.option(fc.integer({ min: 0, max: 3 })),
  handled: fc.option(fc.integer({ min: 0, max: 1 })),
  botHandled: fc.option(fc.integer({ min: 0, max: 1 })),
})
const rowArbitrary = fc.record({
  queue: fc.constantFrom(...QUEUES),
  hour: fc.integer({ min: 0, max: 2 }),
  revision: fc.integer({ min: 0, max: 1 }),
  figures,
})
const batchArbitrary = fc.record({
  sentHour: fc.integer({ min: 0, max: 3 }),
  rows: fc.uniqueArray(rowArbitrary, { minLength: 1, maxLength: 5, selector: ({ queue, hour }) => `${queue} ${hour}` }),
})
const historyArbitrary = fc.array(batchArbitrary, { minLength: 2, maxLength: 6 }).chain((batches) =>
  fc.tuple(
    fc.constant(batches.map((batch) => ({ ...batch, batchId: randomUUID() }))),
    fc.shuffledSubarray(
      batches.map((_, index) => index),
      { minLength: batches.length },
    ),
    fc.array(fc.nat(batches.length - 1), { maxLength: 4 }),
  ),
)

type Batch = { readonly batchId: string; readonly sentHour: number; readonly rows: readonly GivenRow[] }
type GivenRow = typeof rowArbitrary extends fc.Arbitrary<infer Row> ? Row : never

const newActuals = (planId: string, { batchId, sentHour, rows }: Batch): NewActuals => ({
  ...{ unitId: 'main', planId, batchId, actorId: ACTOR, contentSha256: 'a'.repeat(64), skewSeconds: 0 },
  ...{ sentAt: new Date(FIRST_MS + sentHour * HOUR_MS), receivedAt: new Date(), states: [], refused: 0, issues: [] },
  intervals: rows.map(({ queue, hour, revision, figures: { offered, handled, botHandled } }) => ({
    ...{ queue_id: queue, starts_at: new Date(FIRST_MS + hour * HOUR_MS).toISOString(), sender_revision: revision },
    ...{
      interval_minutes: 60,
      offered,
      handled,
      abandoned: null,
      aht_seconds: null,
      answered_within: null,
      backlog: null,
      bot_handled: botHandled,
    },
  })),
})

async function stateOf(db: Database, planId: string, knownAt?: Date): Promise<string[]> {
  const span = { planId, from: new Date(FIRST_MS), to: new Date(FIRST_MS + 24 * HOUR_MS), knownAt }
  return (await listIntervalActuals(db, QUEUES, span)).map((row) => JSON.stringify(row)).sort()
}

/** What holds by the definition: of each queue and hour the greatest revision, then time, then id. */
function expectedState(batches: readonly Batch[]): string[] {
  const reports = batches.flatMap(({ batchId, sentHour, rows }) =>
    rows.map((row) => ({ ...row, rank: [row.revision, sentHour, batchId] as const })),
  )
  const places = Map.groupBy(reports, ({ queue, hour }) => `${queue} ${hour}`)
  return [...places.values()]
    .map((rivals) => rivals.reduce((best, one) => (isLater(one.rank, best.rank) ? one : best)))
    .map(({ queue, hour, figures: { offered, handled, botHandled } }) =>
      JSON.stringify({
        ...{ queue_id: queue, starts_at: new Date(FIRST_MS + hour * HOUR_MS), interval_minutes: 60, offered, handled },
        ...{ abandoned: null, aht_seconds: null, answered_within: null, backlog: null, bot_handled: botHandled },
      }),
    )
    .sort()
}

type Rank = readonly [revision: number, sentHour: number, batchId: string]
const isLater = (a: Rank, b: Rank): boolean => (a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] > b[1] : a[2] > b[2])

test('whatever the order of batches the same is known afterwards, and what is sent twice changes nothing', async () => {
  const db = await testDatabase()
  let repeated = 0
  let restated = 0
  await fc.assert(
    fc.asyncProperty(historyArbitrary, async ([batches, order, again]) => {
      const planId = await storePlan(db)
      for (const index of order) {
        const stored = await insertActuals(db, newActuals(planId, batches[index]!))
        restated += stored!.restated
      }
      const state = await stateOf(db, planId)
      expect(state).toEqual(expectedState(batches))
      // What was known by now is what is known.
      const { rows } = await sql<{ at: Date; reports: number }>`select max(received_at) as at,
        (select count(*)::int from interval_actual_report where plan_id = ${planId}) as reports
        from actuals_batch where plan_id = ${planId}`.execute(db)
      expect(await stateOf(db, planId, rows[0]!.at)).toEqual(state)
      for (const index of again) {
        const outcome = await insertActuals(db, newActuals(planId, batches[index]!))
        expect(outcome?.outcome).toBe('repeated')
        repeated++
      }
      for (const index of again) {
        // The facts alone, under another id: of an equal moment the id decides, so the moment is a little earlier.
        const same = { ...batches[index]!, batchId: randomUUID(), sentHour: batches[index]!.sentHour - 0.5 }
        await insertActuals(db, newActuals(planId, same))
      }
      expect(await stateOf(db, planId)).toEqual(state)
    }),
    { numRuns: RUNS },
  )
  expect(repeated).toBeGreaterThan(RUNS / 2)
  expect(restated).toBeGreaterThan(RUNS / 2)
})
