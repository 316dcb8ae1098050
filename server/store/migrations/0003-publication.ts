import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Rosters that went out. One of a plan's week stands at a time; what is said of a publication never changes but for
 * its being superseded, once, and what a published run is made of never changes at all.
 */
const TABLE = `
create table publication (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  run_id uuid not null,
  week date not null,
  roster_sha256 text not null check (roster_sha256 ~ '^[0-9a-f]{64}$'),
  overridden jsonb not null check (jsonb_typeof(overridden) = 'array'),
  reason text,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  superseded_at timestamptz,
  superseded_by_run_id uuid,
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  foreign key (unit_id, run_id) references run (unit_id, id),
  foreign key (unit_id, superseded_by_run_id) references run (unit_id, id),
  constraint publication_reason check ((reason is not null) = (jsonb_array_length(overridden) > 0)),
  constraint publication_superseded check ((superseded_at is null) = (superseded_by_run_id is null))
);
create unique index publication_one_current on publication (plan_id, week) where superseded_at is null;
create index publication_of_plan on publication (plan_id, created_at desc, id);
create index publication_of_run on publication (run_id, created_at desc);

create function refuse_change_of_publication() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.superseded_at is null
    and to_jsonb(old) - '{superseded_at,superseded_by_run_id}'::text[]
      = to_jsonb(new) - '{superseded_at,superseded_by_run_id}'::text[]
  then
    return new;
  end if;
  raise exception 'a publication is never changed, only superseded';
end
$$;
create trigger publication_is_kept before update or delete on publication
  for each row execute function refuse_change_of_publication();
create trigger publication_is_never_emptied before truncate on publication
  for each statement execute function refuse_change();

create function refuse_change_of_published_run() returns trigger language plpgsql as $$
declare
  changed_run uuid;
begin
  if tg_table_name = 'run' then
    changed_run := old.id;
  else
    changed_run := old.run_id;
  end if;
  if exists (select 1 from publication where run_id = changed_run) then
    raise exception 'run % is published and never changed', changed_run;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end
$$;
create trigger run_published_is_kept before update or delete on run
  for each row when (old.state = 'succeeded') execute function refuse_change_of_published_run();
create trigger run_result_published_is_kept before update or delete on run_result
  for each row execute function refuse_change_of_published_run();
create trigger run_result_is_never_emptied before truncate on run_result
  for each statement execute function refuse_change();
`

export const publication: Migration = {
  up: async (db) => {
    await sql.raw(TABLE).execute(db)
  },
}
