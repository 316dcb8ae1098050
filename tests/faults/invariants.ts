import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { everythingAs, withAccess } from '../../server/store/access.ts'
import { chainedUnits, verifyChain } from '../../server/store/audit-chain.ts'
import type { Database } from '../../server/store/database.ts'

/** What must hold after every fault: a query of the rows that break it. */
interface Invariant {
  readonly name: string
  /** Selects `what`, a line for each breach. */
  readonly breaches: string
}

const TERMINAL = `('succeeded', 'failed', 'cancelled', 'interrupted')`

/** One entry of the audit log for each thing that was done, and for nothing else. */
const audited = (what: string, done: string, entity: string, action: string): Invariant => ({
  name: `each ${what} has one audit entry`,
  breaches: `
    select 'entity ' || entity_id || ' has ' || done || ' and ' || told || ' entries' as what from (
      select entity_id, coalesce(done, 0) as done, coalesce(told, 0) as told
      from (${done}) as done full join (
        select entity_id, count(*) as told from audit_log where entity = '${entity}' and action = '${action}' group by 1
      ) as told using (entity_id)
    ) as counts where done <> told`,
})

/** Invariants of tables that this version of the schema has. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'a published version is one snapshot, and its hash that of its audit entry',
    breaches: `
      select 'publication ' || p.id as what from publication p
      left join run_result r on r.run_id = p.run_id and r.name = 'roster.csv'
      left join audit_log a on a.entity = 'publication' and a.entity_id = p.id::text and a.action = 'publication.made'
      where p.roster_sha256 is distinct from encode(sha256(r.content), 'hex')
        or p.roster_sha256 is distinct from a.detail ->> 'rosterSha256' or a.actor_id is distinct from p.created_by`,
  },
  {
    name: 'of each week of a plan one roster stands',
    breaches: `
      select 'publications ' || a.id || ' and ' || b.id as what from publication a join publication b
        on a.plan_id = b.plan_id and a.id < b.id and a.superseded_at is null and b.superseded_at is null
        and a.week < b.week + 7 * b.weeks and b.week < a.week + 7 * a.weeks`,
  },
  {
    name: 'what was superseded has a successor',
    breaches: `
      select 'publication ' || p.id as what from publication p where p.superseded_at is not null and not exists (
        select 1 from publication s where s.run_id = p.superseded_by_run_id and s.created_at >= p.created_at)`,
  },
  audited('publication', 'select id::text as entity_id, 1 as done from publication', 'publication', 'publication.made'),
  audited(
    'superseded publication',
    'select id::text as entity_id, 1 as done from publication where superseded_at is not null',
    'publication',
    'publication.superseded',
  ),
  audited(
    'edit of a draft',
    'select run_id::text as entity_id, count(*) as done from roster_edit group by 1',
    'draft',
    'draft.edited',
  ),
  audited('run', 'select id::text as entity_id, 1 as done from run', 'run', 'run.queued'),
  {
    name: 'a run that is over has one audit entry of its end, of the state that it is in',
    breaches: `
      select 'run ' || r.id || ' is ' || r.state as what from run r left join (
        select entity_id, count(*) as ends, min(action) as action from audit_log
        where entity = 'run' and action in ('run.succeeded', 'run.failed', 'run.cancelled', 'run.interrupted') group by 1
      ) as told on told.entity_id = r.id::text
      where (r.state in ${TERMINAL}) <> (coalesce(told.ends, 0) = 1) or told.action <> 'run.' || r.state`,
  },
  {
    name: 'a run has results when it succeeded, and none else',
    breaches: `
      select 'run ' || r.id || ' is ' || r.state as what from run r
      where (r.state = 'succeeded') <> exists (select 1 from run_result f where f.run_id = r.id)`,
  },
  {
    name: 'revisions of a draft count from 1 without a gap',
    breaches: `
      select 'run ' || run_id as what from roster_edit group by run_id having max(revision) <> count(*)`,
  },
  {
    name: 'an edit has as many cells as it says',
    breaches: `
      select 'edit ' || e.id as what from roster_edit e left join roster_edit_cell c using (run_id, revision)
      group by e.id, e.cell_count having count(c.*) <> e.cell_count`,
  },
  {
    name: 'an import that was taken in is in the plan, and no other',
    breaches: `
      select 'import ' || entity_id as what from (
        select a.entity_id, count(*) as times from audit_log a where a.action = 'import.applied' group by 1
      ) as told full join (select id::text as entity_id from file_import where state = 'applied') as done using (entity_id)
      where times is distinct from 1 or done.entity_id is null`,
  },
  {
    name: 'files of a plan are there and of one unit with it',
    breaches: `
      select 'plan ' || p.id as what from plan p
      where not exists (select 1 from plan_file f where f.plan_id = p.id and f.unit_id = p.unit_id)`,
  },
  {
    name: 'what is not over has a job, and each job something that is not over',
    breaches: `
      with unfinished as (
        select id from run where finished_at is null union all select id from headcount_plan where finished_at is null
        union all select id from forecast where state = 'running'
        union all select id from file_import where state in ('detecting', 'reading')
        union all select p.id from comparison_part p join comparison c on c.id = p.comparison_id
          where p.state <> 'done' and c.finished_at is null
        union all select p.id from run_part p join run r on r.id = p.run_id
          where p.state in ('queued', 'running') and r.finished_at is null
      ), job as (select (data ->> 'id')::uuid as id from pgboss.job where name = 'work' and state <= 'active')
      select coalesce('no job for ' || unfinished.id, 'a job for ' || job.id || ', which is over') as what
      from unfinished full join job using (id) where unfinished.id is null or job.id is null`,
  },
]

/** Everything that is not as it must be, a line each. Asked when nothing is under way. */
export async function breaches(db: Database): Promise<string[]> {
  return withAccess(everythingAs('invariants'), async () => {
    const found: string[] = []
    for (const { name, breaches: query } of INVARIANTS) {
      const { rows } = await sql.raw<{ what: string }>(query).execute(db)
      found.push(...rows.map(({ what }) => `${name}: ${what}`))
    }
    for (const unitId of await chainedUnits(db)) {
      const { fault } = await verifyChain(db, unitId)
      if (fault) found.push(`the audit chain is unbroken: unit ${unitId}: ${JSON.stringify(fault)}`)
    }
    return found
  })
}

/** A job leaves the queue right after what it stands for is over, in a transaction of its own. */
const SETTLES_WITHIN_MS = 1500

/** Everything that is not as it must be and stays so: for the middle of work that is under way. */
export async function lastingBreaches(db: Database): Promise<string[]> {
  const found = await breaches(db)
  if (found.length === 0) return []
  await setTimeout(SETTLES_WITHIN_MS)
  const now = new Set(await breaches(db))
  return found.filter((breach) => now.has(breach))
}

/** What the server said yes to. */
export interface Acknowledged {
  readonly edits: readonly string[]
  readonly publications: readonly string[]
}

/** Acknowledged writes that are not there, or there twice. */
export async function lostWrites(db: Database, { edits, publications }: Acknowledged): Promise<string[]> {
  return withAccess(everythingAs('invariants'), async () => {
    const stored = async (table: 'roster_edit' | 'publication', ids: readonly string[]) => {
      if (ids.length === 0) return []
      const rows = await db.selectFrom(table).select('id').where('id', 'in', ids).execute()
      const found = new Set(rows.map(({ id }) => id))
      return ids.filter((id) => !found.has(id)).map((id) => `${table} ${id} was acknowledged and is not there`)
    }
    return [...(await stored('roster_edit', edits)), ...(await stored('publication', publications))]
  })
}
