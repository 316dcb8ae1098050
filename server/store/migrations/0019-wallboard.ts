import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * Links to screens that show a plan's day. Whoever has one is nobody, so that such a request sees one plan instead of a
 * unit, of these tables alone, and may change nothing. Of a run it sees what a screen is made from, and no other result.
 */
const TABLE = `
create table wallboard (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  name text not null,
  language text not null check (language in ('zh-CN', 'en')),
  secret_sha256 text not null unique check (secret_sha256 ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null,
  opened_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  foreign key (unit_id, plan_id) references plan (unit_id, id)
);
create index wallboard_of_plan on wallboard (plan_id);

insert into actor (id, kind, display_name) values ('show-wallboard', 'rule', 'Show a wallboard') on conflict do nothing;
`

const SHOWN = `
create function shown_plan() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('tideline.plan', true), '')::uuid
$$;
`

const OF_PLAN = 'plan_id = (select shown_plan())'
const POLICIES: Readonly<Record<string, string>> = {
  plan: 'id = (select shown_plan())',
  plan_file: `${OF_PLAN} and path = 'plan.yaml'`,
  publication: OF_PLAN,
  run: OF_PLAN,
  run_result: `name in ('coverage.json', 'board.json')
    and run_id in (select r.id from run r where r.${OF_PLAN})`,
  actuals_batch: OF_PLAN,
  interval_actual: OF_PLAN,
  agent_state: OF_PLAN,
  day_watch: OF_PLAN,
  alert: OF_PLAN,
}

export const wallboard: Migration = {
  up: async (db) => {
    const policies = Object.entries(POLICIES).map(
      ([table, rows]) => `create policy of_shown_plan on ${table} for select using (${rows});`,
    )
    await sql.raw([TABLE, wholeUnitPolicy('wallboard'), SHOWN, ...policies].join('\n')).execute(db)
  },
}
