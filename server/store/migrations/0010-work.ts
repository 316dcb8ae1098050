import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { installQueue } from '../queue-schema.ts'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * Work that takes long is done by any number of processes. `attempt` counts how often a job was begun, so that one who
 * began it earlier and comes back late is refused; `effect` holds a row for each thing that may be done only once.
 * A comparison is planned in parts, a scenario each. Files that are sent in lie where every process can read them.
 */
const CHANGES = `
alter table run add column attempt integer not null default 0 check (attempt >= 0);
alter table comparison add column attempt integer not null default 0 check (attempt >= 0);
alter table headcount_plan add column attempt integer not null default 0 check (attempt >= 0);
alter table forecast add column attempt integer not null default 0 check (attempt >= 0);
alter table file_import add column attempt integer not null default 0 check (attempt >= 0);
alter table file_import add column progress double precision check (progress between 0 and 1);
alter table file_import add column request jsonb;
alter table file_import add constraint file_import_unit_id_id_key unique (unit_id, id);

create table comparison_part (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  comparison_id uuid not null,
  place integer not null check (place >= 0),
  attempt integer not null default 0 check (attempt >= 0),
  state text not null check (state in ('queued', 'running', 'done')),
  progress jsonb,
  result json,
  created_by text not null references actor (id),
  unique (comparison_id, place),
  foreign key (unit_id, comparison_id) references comparison (unit_id, id),
  constraint comparison_part_result check ((result is not null) = (state = 'done'))
);

create table upload_chunk (
  unit_id text not null references planning_unit (id),
  import_id uuid not null,
  number integer not null check (number >= 0),
  content bytea not null,
  created_by text not null references actor (id),
  primary key (import_id, number),
  foreign key (unit_id, import_id) references file_import (unit_id, id)
);

create table effect (
  key text primary key,
  unit_id text not null references planning_unit (id),
  at timestamptz not null default now(),
  created_by text not null references actor (id)
);
`

/** Every process hears of each change of what people follow: its kind and id, nothing else. */
const SIGNALS = `
create function tell_change() returns trigger language plpgsql as $$
declare
  changed text;
begin
  if tg_table_name = 'comparison_part' then changed := new.comparison_id;
  elsif tg_table_name = 'roster_edit' then changed := new.run_id;
  else changed := new.id;
  end if;
  perform pg_notify('tideline', tg_argv[0] || ':' || changed);
  return null;
end
$$;
create trigger run_tells after update on run for each row execute function tell_change('run');
create trigger comparison_tells after update on comparison for each row execute function tell_change('comparison');
create trigger comparison_part_tells after update on comparison_part
  for each row execute function tell_change('comparison');
create trigger headcount_plan_tells after update on headcount_plan
  for each row execute function tell_change('headcountPlan');
create trigger forecast_tells after update on forecast for each row execute function tell_change('forecast');
create trigger file_import_tells after update on file_import for each row execute function tell_change('fileImport');
create trigger roster_edit_tells after insert on roster_edit for each row execute function tell_change('draft');
`

export const work: Migration = {
  up: async (db) => {
    await sql.raw(CHANGES).execute(db)
    await sql.raw(['comparison_part', 'upload_chunk', 'effect'].map(wholeUnitPolicy).join('')).execute(db)
    await sql.raw(SIGNALS).execute(db)
    await installQueue(db)
  },
}
