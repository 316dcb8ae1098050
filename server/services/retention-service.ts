import { type Actor, RETENTION_RULE } from '../auth/actor.ts'
import {
  RETENTION_DEFAULT,
  type Retention,
  type RetentionChange,
  type RetentionDays,
  type Swept,
} from '../contracts/personal-data.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { recordAudit } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import {
  countKeptNoLonger,
  deleteEndedSessions,
  findRetention,
  type RetentionRow,
  type SweepBefore,
  sweepUnit,
} from '../store/retention-store.ts'
import { ServiceError } from './service-error.ts'
import { refuseUnseenUnit } from './whole-unit.ts'

export interface RetentionService {
  get(unitId: string): Promise<Retention>
  change(unitId: string, change: RetentionChange, actor: Actor): Promise<Retention>
  /** What a sweep would take away of a unit if it kept data as long as `days` says. */
  nextSweep(unitId: string, days: RetentionDays): Promise<Swept>
  /** Takes away what every unit keeps no longer. @returns by unit, those of which nothing went left out */
  sweep(): Promise<Record<string, Swept>>
}

const DAY_MS = 86_400_000

/** @param now epoch milliseconds */
export const retentionService = (db: Database, now: () => number): RetentionService => ({
  get: async (unitId) => {
    await refuseUnseenUnit(db, unitId)
    return retentionFrom(await findRetention(db, unitId))
  },
  change: async (unitId, change, actor) => {
    await refuseUnseenUnit(db, unitId)
    return db.transaction().execute(async (transaction) => {
      const { expectedRevision, requestNoteDays, rejectDays, resultDays, actualDays } = change
      const columns = {
        ...{ request_note_days: requestNoteDays, reject_days: rejectDays },
        ...{ result_days: resultDays, actual_days: actualDays },
      }
      const row = await transaction
        .insertInto('retention')
        .values({ ...columns, unit_id: unitId, created_by: actor.id, updated_by: actor.id })
        .onConflict((conflict) =>
          conflict
            .column('unit_id')
            .doUpdateSet({
              ...columns,
              revision: expectedRevision + 1,
              updated_by: actor.id,
              updated_at: new Date(now()),
            })
            .where('retention.revision', '=', expectedRevision),
        )
        .returningAll()
        .executeTakeFirst()
      if (row?.revision !== expectedRevision + 1) {
        throw new ServiceError(
          'conflict',
          'Somebody else changed how long data is kept; nothing was changed. Look at it again.',
        )
      }
      const detail = { requestNoteDays, rejectDays, resultDays, actualDays }
      await recordAudit(transaction, {
        ...{ unitId, actorId: actor.id, action: 'retention.changed', entity: 'unit', entityId: unitId, detail },
      })
      return retentionFrom(row)
    })
  },
  nextSweep: async (unitId, days) => {
    await refuseUnseenUnit(db, unitId)
    return countKeptNoLonger(db, unitId, momentsBefore(days, now()))
  },
  sweep: () =>
    withAccess(everythingAs(RETENTION_RULE.id), async () => {
      const swept: Record<string, Swept> = {}
      await db.transaction().execute(deleteEndedSessions)
      for (const { id } of await db.selectFrom('planning_unit').select('id').orderBy('id').execute()) {
        const gone = await sweepOne(db, id, now())
        if (Object.values(gone).some((count) => count > 0)) swept[id] = gone
      }
      return swept
    }),
})

/** All of a unit with its audit entry, or nothing. */
const sweepOne = (db: Database, unitId: string, nowMs: number): Promise<Swept> =>
  db.transaction().execute(async (transaction) => {
    const days = retentionFrom(await findRetention(transaction, unitId))
    const gone = await sweepUnit(transaction, unitId, momentsBefore(days, nowMs))
    if (Object.values(gone).some((count) => count > 0)) {
      await recordAudit(transaction, {
        ...{ unitId, actorId: RETENTION_RULE.id, action: 'retention.swept', entity: 'unit', entityId: unitId },
        detail: gone,
      })
    }
    return gone
  })

function momentsBefore(
  { requestNoteDays, rejectDays, resultDays, actualDays }: RetentionDays,
  nowMs: number,
): SweepBefore {
  const before = (days: number | null) => (days === null ? null : new Date(nowMs - days * DAY_MS))
  return {
    ...{ requestNotes: before(requestNoteDays), rejects: before(rejectDays) },
    ...{ results: before(resultDays), actuals: before(actualDays) },
  }
}

const retentionFrom = (row: RetentionRow | undefined): Retention =>
  row === undefined
    ? RETENTION_DEFAULT
    : {
        ...{ requestNoteDays: row.request_note_days, rejectDays: row.reject_days, resultDays: row.result_days },
        actualDays: row.actual_days,
        revision: row.revision,
      }
