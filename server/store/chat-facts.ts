import { sql } from 'kysely'
import type { Risk } from '../../solver/domain/day-risk.ts'
import type { PlanDescription } from '../contracts/plan.ts'
import type { Database } from './database.ts'
import type { DueDelivery } from './delivery-store.ts'

/** What a message to people is made of. */
export interface HappenedRow {
  readonly description: PlanDescription | null
  /** Of a publication. */
  readonly week: string | null
  readonly weeks: number | null
  /** Of a warning. */
  readonly risk: Risk | null
  readonly step: number | null
}

/** @returns undefined for what is of no plan, or is not there any more */
export async function findHappened(db: Database, { event, entity_id }: DueDelivery): Promise<HappenedRow | undefined> {
  const [thing] = event.split('.')
  const columns =
    thing === 'alert'
      ? sql`null::text as week, null::integer as weeks, t.risk, t.step`
      : sql`to_char(t.week, 'YYYY-MM-DD') as week, t.weeks, null::jsonb as risk, null::integer as step`
  if (thing !== 'alert' && thing !== 'publication' && thing !== 'run') return undefined
  const { rows } = await sql<HappenedRow>`select p.description, ${columns} from ${sql.table(thing)} t
    join plan p on p.id = t.plan_id where t.id::text = ${entity_id}`.execute(db)
  return rows[0]
}
