import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Plans can change: `revision` grows by one with each change, and who changes a plan names the revision that they saw.
 * Of files that are sent in, and of forecasts as they were when they were made, the texts may be large; they are kept
 * gzipped and go out as they are.
 */
const CHANGES = `
alter table plan add column revision integer not null default 1 check (revision >= 1);
alter table plan add column forecast_hash text check (forecast_hash ~ '^[0-9a-f]{64}$');
alter table plan add column updated_at timestamptz not null default now();
alter table plan add column updated_by text references actor (id);
update plan set updated_at = created_at, updated_by = created_by;
alter table plan alter column updated_by set not null;

create table file_import (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  file_name text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null check (state in ('detecting', 'open', 'reading', 'applied', 'failed', 'discarded')),
  detection jsonb,
  report jsonb,
  rejects_gzip bytea,
  error jsonb,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  finished_at timestamptz,
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  constraint file_import_finished check ((finished_at is null) = (state in ('detecting', 'open', 'reading')))
);
create index file_import_of_plan on file_import (plan_id, created_at desc, id);
create index file_import_unfinished on file_import (created_at) where finished_at is null;
create unique index file_import_one_reading on file_import (plan_id) where state = 'reading';

create table forecast (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  from_date date not null,
  days integer not null check (days >= 1),
  input_hash text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  made_with text not null,
  run_id uuid,
  state text not null check (state in ('running', 'succeeded', 'failed')),
  content_gzip bytea,
  csv_gzip bytea,
  error jsonb,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  unique (unit_id, id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  foreign key (unit_id, run_id) references run (unit_id, id),
  constraint forecast_content check ((content_gzip is not null and csv_gzip is not null) = (state = 'succeeded')),
  constraint forecast_error check ((error is not null) = (state = 'failed'))
);
create index forecast_of_plan on forecast (plan_id, created_at desc, id);
create unique index forecast_once on forecast (plan_id, input_hash, made_with, from_date, days) where state <> 'failed';
create index forecast_of_run on forecast (run_id) where run_id is not null;
create index forecast_unfinished on forecast (created_at) where state = 'running';

create trigger forecast_is_kept before update or delete on forecast
  for each row when (old.state = 'succeeded') execute function refuse_change();
create trigger forecast_is_never_emptied before truncate on forecast
  for each statement execute function refuse_change();
`

const FURTHER_ACTORS = `
insert into actor (id, kind, display_name) values
  ('end-leftover-work', 'rule', 'Imports and forecasts that a stopped server left behind');
`

export const importsAndForecasts: Migration = {
  up: async (db) => {
    await sql.raw(CHANGES).execute(db)
    await sql.raw(FURTHER_ACTORS).execute(db)
  },
}
