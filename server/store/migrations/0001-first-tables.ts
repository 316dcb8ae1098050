import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * The first tables. Two things hold from here on, and a test walks the catalogue to keep them so:
 * every row but a unit's and an actor's belongs to a planning unit, and every row says who wrote it.
 * References carry the unit along, so that no row can point into another unit.
 */
const TABLES = `
create table planning_unit (
  id text primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table actor (
  id text primary key,
  kind text not null check (kind in ('person', 'rule')),
  display_name text not null,
  created_at timestamptz not null default now()
);

create table plan (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  input_hash text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  description jsonb not null,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  unique (unit_id, id)
);
create index plan_by_age on plan (created_at desc, id);

create table plan_file (
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  path text not null,
  content text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  created_by text not null references actor (id),
  primary key (plan_id, path),
  foreign key (unit_id, plan_id) references plan (unit_id, id)
);

create table run (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  week date not null,
  seed integer not null,
  scenario text not null,
  gap double precision not null,
  time_limit_seconds integer not null,
  replications integer not null,
  state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
  progress jsonb,
  report jsonb,
  error jsonb,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  unique (unit_id, id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  constraint run_finished check ((finished_at is null) = (state in ('queued', 'running'))),
  constraint run_report check ((report is not null) = (state = 'succeeded'))
);
create index run_of_plan on run (plan_id, created_at desc, id);
create index run_unfinished on run (created_at) where finished_at is null;

create table run_result (
  unit_id text not null references planning_unit (id),
  run_id uuid not null,
  name text not null,
  content bytea not null,
  sha256 text not null check (sha256 = encode(sha256(content), 'hex')),
  created_by text not null references actor (id),
  primary key (run_id, name),
  foreign key (unit_id, run_id) references run (unit_id, id)
);

create table audit_log (
  id bigint generated always as identity primary key,
  unit_id text not null references planning_unit (id),
  actor_id text not null references actor (id),
  action text not null,
  entity text not null,
  entity_id text not null,
  detail jsonb not null,
  at timestamptz not null default clock_timestamp()
);
create index audit_log_of_entity on audit_log (entity, entity_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;
create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_change();
`

/** The unit and the actors that a new installation starts with. */
const FIRST_ROWS = `
insert into planning_unit (id, name) values ('main', 'Main');
insert into actor (id, kind, display_name) values
  ('local-planner', 'person', 'Local planner'),
  ('interrupt-leftover-runs', 'rule', 'Runs that a stopped server left behind');
`

export const firstTables: Migration = {
  up: async (db) => {
    await sql.raw(TABLES).execute(db)
    await sql.raw(FIRST_ROWS).execute(db)
  },
}
