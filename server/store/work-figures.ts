import { sql } from 'kysely'
import type { Database } from './database.ts'
import { QUEUE, QUEUE_SCHEMA } from './queue-schema.ts'

/** Work of one kind in the queue. */
export interface QueueFigures {
  readonly kind: string
  readonly waiting: number
  readonly active: number
  /** Age of the job that has waited longest, seconds; 0 when none waits. */
  readonly oldestWaitingSeconds: number
}

/** Stored pieces of work of one kind in one state. */
export interface StateFigures {
  readonly kind: string
  readonly state: string
  readonly count: number
}

/** How much work waits and for how long, by kind. Without ids and without people. */
export async function queueFigures(db: Database): Promise<QueueFigures[]> {
  const { rows } = await sql<QueueFigures>`
    select data ->> 'kind' as kind,
      count(*) filter (where state < 'active')::int as waiting,
      count(*) filter (where state = 'active')::int as active,
      coalesce(extract(epoch from now() - min(created_on) filter (where state < 'active')), 0)::float8
        as "oldestWaitingSeconds"
    from ${sql.table(`${QUEUE_SCHEMA}.job`)} where name = ${QUEUE} and state <= 'active'
    group by 1 order by 1`.execute(db)
  return rows
}

const KINDS = { run: 'run', comparison: 'comparison', headcountPlan: 'headcount_plan', forecast: 'forecast' } as const

/** What became of all work that is stored, by kind and state. */
export async function stateFigures(db: Database): Promise<StateFigures[]> {
  const counts = [...Object.entries(KINDS), ['fileImport', 'file_import'] as const].map(
    ([kind, table]) =>
      sql`select ${kind}::text as kind, state, count(*)::int as count from ${sql.table(table)} group by state`,
  )
  const { rows } = await sql<StateFigures>`${sql.join(counts, sql` union all `)} order by 1, 2`.execute(db)
  return rows
}
