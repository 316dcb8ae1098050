import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * What planners change of a run's roster: edits in the order of their revisions, each with the days of people that it left
 * otherwise, which are never changed again. The latest of a day is how it stands. Runs that were given a roster say where
 * it came from, and the roster itself is kept as it was given.
 */
const TABLES = `
create table roster_edit (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  run_id uuid not null,
  revision integer not null check (revision >= 1),
  editor uuid not null,
  kind text not null,
  cell_count integer not null check (cell_count >= 1),
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  unique (run_id, revision),
  unique (unit_id, run_id, revision),
  foreign key (unit_id, run_id) references run (unit_id, id)
);

create table roster_edit_cell (
  unit_id text not null references planning_unit (id),
  run_id uuid not null,
  revision integer not null,
  employee_id text not null,
  day date not null,
  cell jsonb not null check (jsonb_typeof(cell) = 'object'),
  created_by text not null references actor (id),
  primary key (run_id, employee_id, day, revision),
  foreign key (unit_id, run_id, revision) references roster_edit (unit_id, run_id, revision)
);
create index roster_edit_cell_of_edit on roster_edit_cell (run_id, revision);

create trigger roster_edit_append_only before update or delete or truncate on roster_edit
  for each statement execute function refuse_change();
create trigger roster_edit_cell_append_only before update or delete or truncate on roster_edit_cell
  for each statement execute function refuse_change();

alter table run add column source jsonb check (jsonb_typeof(source) = 'object');
create table given_roster (
  unit_id text not null references planning_unit (id),
  run_id uuid primary key,
  request jsonb not null check (jsonb_typeof(request) = 'object'),
  content text not null,
  created_by text not null references actor (id),
  foreign key (unit_id, run_id) references run (unit_id, id)
);
create trigger given_roster_append_only before update or delete or truncate on given_roster
  for each statement execute function refuse_change();
`

export const rosterDrafts: Migration = {
  up: async (db) => {
    await sql.raw(TABLES).execute(db)
  },
}
