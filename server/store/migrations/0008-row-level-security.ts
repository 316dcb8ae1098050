import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Who may touch which rows, told by PostgreSQL itself: every table has a policy that reads the access of the transaction
 * (`server/store/access.ts`), for its owner as well. Without an access nothing is seen. Units that are seen whole show all
 * their rows; those that are seen in part show what later tables let through by group or person.
 */
const FUNCTIONS = `
create function sees_everything() returns boolean language sql stable parallel safe as $$
  select coalesce(current_setting('tideline.everything', true) = 'yes', false)
$$;
create function access_list(name text) returns text[] language sql stable parallel safe as $$
  select array(select jsonb_array_elements_text(coalesce(nullif(current_setting(name, true), ''), '[]')::jsonb))
$$;
create function seen_units() returns text[] language sql stable parallel safe as $$
  select access_list('tideline.units')
$$;
create function seen_groups() returns text[] language sql stable parallel safe as $$
  select access_list('tideline.groups')
$$;
create function seen_people() returns text[] language sql stable parallel safe as $$
  select access_list('tideline.people')
$$;
create function touched_units() returns text[] language sql stable parallel safe as $$
  select seen_units() || array(
    select split_part(part, chr(31), 1) from unnest(seen_groups() || seen_people()) as part)
$$;
`

const MEMBERSHIP = `
alter table planning_unit add constraint planning_unit_id check (id ~ '^[A-Za-z0-9_-]{1,64}$');

create table membership (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  actor_id text not null references actor (id),
  role text not null check (role in ('admin', 'manager', 'scheduler', 'hr', 'vendorScheduler', 'agent')),
  scope jsonb not null check (jsonb_typeof(scope) = 'object'),
  extra_rights jsonb not null check (jsonb_typeof(extra_rights) = 'array'),
  employee_id text,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  unique (unit_id, actor_id),
  unique (unit_id, id)
);
create index membership_of_actor on membership (actor_id);
`

const WHOLE_UNIT = '(select sees_everything()) or unit_id = any ((select seen_units())::text[])'

/** Of a table whose rows are seen by those who see the unit whole. */
export const wholeUnitPolicy = (table: string): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy of_unit on ${table} using (${WHOLE_UNIT}) with check (${WHOLE_UNIT});
`

const UNIT_TABLES = [
  ...['plan', 'plan_file', 'run', 'run_result', 'file_import', 'forecast', 'comparison', 'headcount_plan'],
  ...['roster_edit', 'roster_edit_cell', 'given_roster', 'publication'],
]

const OTHER_POLICIES = `
alter table planning_unit enable row level security;
alter table planning_unit force row level security;
create policy touched on planning_unit for select
  using ((select sees_everything()) or id = any ((select touched_units())::text[]));
create policy made_by_all on planning_unit using ((select sees_everything())) with check ((select sees_everything()));

alter table membership enable row level security;
alter table membership force row level security;
create policy of_unit on membership using (${WHOLE_UNIT}) with check (${WHOLE_UNIT});
create policy own on membership for select using (actor_id = (select current_setting('tideline.actor', true)));

alter table actor enable row level security;
alter table actor force row level security;
create policy of_unit on actor using (
  (select sees_everything()) or kind = 'rule' or id = (select current_setting('tideline.actor', true))
  or exists (select 1 from membership m where m.actor_id = actor.id and m.unit_id = any ((select seen_units())::text[]))
) with check ((select sees_everything()));

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy of_unit on audit_log for select using (${WHOLE_UNIT});
create policy told_by_all on audit_log for insert with check (
  (select sees_everything())
  or (actor_id = (select current_setting('tideline.actor', true)) and unit_id = any ((select touched_units())::text[]))
  or (exists (select 1 from actor a where a.id = actor_id and a.kind = 'rule') and unit_id = any ((select touched_units())::text[]))
);
`

/** What the tables' owner makes from here on may be used by the application's role, within the policies. */
const GRANTS = `
grant usage on schema public to tideline_app;
grant select, insert, update, delete on all tables in schema public to tideline_app;
grant usage, select on all sequences in schema public to tideline_app;
alter default privileges in schema public grant select, insert, update, delete on tables to tideline_app;
alter default privileges in schema public grant usage, select on sequences to tideline_app;
revoke insert, update, delete on kysely_migration, kysely_migration_lock from tideline_app;
`

export const rowLevelSecurity: Migration = {
  up: async (db) => {
    await sql.raw(FUNCTIONS + MEMBERSHIP).execute(db)
    await sql.raw(UNIT_TABLES.map(wholeUnitPolicy).join('') + OTHER_POLICIES).execute(db)
    await sql.raw(GRANTS).execute(db)
  },
}
