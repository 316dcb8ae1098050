import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * Independent parts of rosters that are being made, for other workers to make: what each is given, and what came of it. They
 * are there while their run is under way. Both are as `server/jobs/part-messages.ts` writes them.
 */
const TABLE = `
create table run_part (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  run_id uuid not null,
  place integer not null check (place >= 0),
  attempt integer not null default 0 check (attempt >= 0),
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  given bytea not null,
  made bytea,
  created_by text not null references actor (id),
  unique (run_id, place),
  foreign key (unit_id, run_id) references run (unit_id, id),
  constraint run_part_made check ((made is not null) = (state = 'done'))
);
`

export const runParts: Migration = {
  up: async (db) => {
    await sql.raw(TABLE + wholeUnitPolicy('run_part')).execute(db)
  },
}
