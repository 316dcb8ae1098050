import { sql, type Transaction } from 'kysely'
import type { QueuedJob } from './job-queue.ts'
import type { Tables } from './tables.ts'

/** The jobs that stand for all rows under way, each as its next attempt. */
export async function jobsUnderWay(transaction: Transaction<Tables>): Promise<QueuedJob[]> {
  const { rows } = await sql<QueuedJob & { partOf: string | null; place: number | null }>`
    select 'run' as kind, r.id, r.unit_id as "unitId", r.created_by as "actorId", r.attempt + 1 as attempt,
      case when g.request is null or g.request ? 'keep' then 'solve' else 'atOnce' end as urgency,
      null::uuid as "partOf", null::int as place
    from run r left join given_roster g on g.run_id = r.id where r.finished_at is null
    union all
    select 'headcountPlan', id, unit_id, created_by, attempt + 1, 'solve', null, null
    from headcount_plan where finished_at is null
    union all
    select 'forecast', id, unit_id, created_by, attempt + 1, 'soon', null, null from forecast where state = 'running'
    union all
    select 'fileImport', id, unit_id, updated_by, attempt + 1, case state when 'detecting' then 'atOnce' else 'soon' end,
      null, null
    from file_import where state in ('detecting', 'reading')
    union all
    select 'comparisonPart', p.id, p.unit_id, p.created_by, p.attempt + 1, 'sweep', p.comparison_id, p.place
    from comparison_part p join comparison c on c.id = p.comparison_id
    where c.finished_at is null and p.state <> 'done'`.execute(transaction)
  return rows.map(({ partOf, place, ...job }) => ({
    ...job,
    ...(partOf !== null && { partOf }),
    ...(place !== null && { place }),
  }))
}
