import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Headcount plans: for what months they were asked, and what came of it. The week of a comparison stands in its request,
 * so that all work that takes long has the same columns.
 */
const TABLE = `
create table headcount_plan (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  request jsonb not null check (jsonb_typeof(request) = 'object'),
  state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
  progress jsonb,
  result jsonb,
  error jsonb,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  unique (unit_id, id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  constraint headcount_plan_finished check ((finished_at is null) = (state in ('queued', 'running'))),
  constraint headcount_plan_result check ((result is not null) = (state = 'succeeded')),
  constraint headcount_plan_error check ((error is not null) = (state in ('failed', 'interrupted')))
);
create index headcount_plan_of_plan on headcount_plan (plan_id, created_at desc, id);
create index headcount_plan_unfinished on headcount_plan (created_at) where finished_at is null;
alter table comparison drop column week;
`

export const headcountPlans: Migration = {
  up: async (db) => {
    await sql.raw(TABLE).execute(db)
  },
}
