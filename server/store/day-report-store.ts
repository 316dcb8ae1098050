import { sql } from 'kysely'
import type { Database } from './database.ts'
import { isRowId } from './plan-store.ts'

export interface RunOfDay {
  readonly id: string
  readonly week: string
  readonly weeks: number
  /** Null of a run that is not published. */
  readonly published_at: Date | null
}

/**
 * The rosters that days of a span are held against: every publication that stands, and of runs that are not published the
 * newest that succeeded, the plan as it is before its scenarios; published ones first.
 * @param from local date `YYYY-MM-DD`
 */
export async function listRunsOfDays(db: Database, planId: string, from: string, days: number): Promise<RunOfDay[]> {
  if (!isRowId(planId)) return []
  const touches = sql`week < ${from}::date + ${days}::int and ${from}::date < week + 7 * weeks`
  const { rows } = await sql<RunOfDay>`
    select run_id as id, week, weeks, created_at as published_at from publication
      where plan_id = ${planId}::uuid and superseded_at is null and ${touches}
    union all
    (select id, week, weeks, null from run where plan_id = ${planId}::uuid and state = 'succeeded' and ${touches}
      order by (scenario = 'baseline') desc, created_at desc limit 20)`.execute(db)
  return rows
}
