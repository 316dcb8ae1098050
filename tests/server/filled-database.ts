import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { publicationService } from '../../server/services/publication-service.ts'
import { insertActuals } from '../../server/store/actuals-store.ts'
import type { Database } from '../../server/store/database.ts'
import { insertEdit } from '../../server/store/draft-store.ts'
import { insertFileImport } from '../../server/store/file-import-store.ts'
import { insertRun } from '../../server/store/run-store.ts'
import { cellOf, dayShift, editOf, storeDraftableRun } from './draftable-run.ts'
import { ACTOR, OPEN_GATE, RUN_REQUEST, storeFinishedRun, storePlan, storeRun } from './stored-plan.ts'

/** Names of all tables of the application, those of other schemas with theirs. */
export async function tableNames(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select case table_schema when 'public' then table_name else table_schema || '.' || table_name end as name
    from information_schema.tables where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'
      and table_name not like 'kysely%' order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

/** Every row of every table, as text. */
export async function contentOf(db: Database): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {}
  for (const table of await tableNames(db)) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(db)
    content[table] = rows.map(({ row }) => row)
  }
  return content
}

/** Something in most tables: a plan, finished and published runs, an edited draft, a given roster and a received file. */
export async function fill(db: Database): Promise<void> {
  const planId = await storePlan(db)
  await storeFinishedRun(db, planId)
  const publications = publicationService(db)
  for (const report of [OPEN_GATE, OPEN_GATE]) {
    await publications.publish(await storeFinishedRun(db, planId, report), {}, { id: ACTOR })
  }
  await storeRun(db, planId)
  const runId = await storeDraftableRun(db, planId)
  await insertEdit(db, {
    ...editOf([
      cellOf('an', '2026-11-09', { note: '替班', shifts: [dayShift('2026-11-09')] }),
      cellOf('', '2026-11-10'),
    ]),
    ...{ run: { id: runId, unit_id: 'main' }, actorId: ACTOR },
  })
  const given = {
    source: { kind: 'file', fileName: '排班.csv' },
    request: { file: '排班.csv', openShifts: 0 },
    text: 'a\n',
  } as const
  await insertRun(db, { id: randomUUID(), unitId: 'main', planId, actorId: ACTOR, request: RUN_REQUEST, given })
  const received = {
    ...{ id: randomUUID(), unitId: 'main', planId, actorId: ACTOR, fileName: '订单.csv' },
    ...{ bytes: 12, sha256: 'a'.repeat(64) },
  }
  await insertFileImport(db, received, async () => undefined)
  await insertActuals(db, {
    ...{
      unitId: 'main',
      planId,
      batchId: randomUUID(),
      actorId: ACTOR,
      contentSha256: 'b'.repeat(64),
      skewSeconds: 0.5,
    },
    ...{
      sentAt: new Date('2026-11-09T02:00:00Z'),
      receivedAt: new Date('2026-11-09T02:00:01.5Z'),
      refused: 0,
      issues: [],
    },
    intervals: [
      {
        ...{
          queue_id: 'chat',
          starts_at: '2026-11-09T01:00:00Z',
          sender_revision: 0,
          interval_minutes: 60,
          offered: 12.5,
        },
        ...{ handled: 12, abandoned: null, aht_seconds: 300.25, answered_within: null, backlog: 0, bot_handled: 7.5 },
      },
    ],
    states: [{ employee_id: 'an', starts_at: '2026-11-09T01:00:00Z', state: 'busy', sender_revision: 0 }],
  })
}
