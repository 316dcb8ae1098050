import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/** How long a unit keeps what, and whom it tells of what happens. */
const TABLES = `
create table retention (
  unit_id text primary key references planning_unit (id),
  request_note_days integer check (request_note_days >= 1),
  reject_days integer check (reject_days >= 1),
  result_days integer check (result_days >= 1),
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id)
);

create table webhook (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  url text not null,
  events jsonb not null check (jsonb_typeof(events) = 'array'),
  secret text not null,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  unique (unit_id, id)
);

create table webhook_delivery (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  webhook_id uuid not null,
  event text not null,
  entity_id text not null,
  happened_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempt integer not null default 0 check (attempt >= 0),
  next_at timestamptz not null default now(),
  outcome text,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  foreign key (unit_id, webhook_id) references webhook (unit_id, id) on delete cascade
);
create index webhook_delivery_waiting on webhook_delivery (next_at) where state = 'waiting';
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, created_at desc);
`

/**
 * What happened is told in the transaction in which it happened, so that nothing is told that did not happen, and nothing
 * that did is forgotten. Whoever decides a request need not see the webhooks of the unit: the function does.
 */
const TELLING = `
create function tell_webhooks() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  everything text := coalesce(current_setting('tideline.everything', true), '');
  told text := case
    when new.action in ('publication.made', 'run.failed') then new.action
    when new.action in ('request.approved', 'request.refused') then 'request.decided'
  end;
begin
  if told is null then return null; end if;
  perform set_config('tideline.everything', 'yes', true);
  insert into webhook_delivery (id, unit_id, webhook_id, event, entity_id, happened_at, state, created_by)
  select gen_random_uuid(), w.unit_id, w.id, told, new.entity_id, new.at, 'waiting', new.actor_id
  from webhook w where w.unit_id = new.unit_id and w.events ? told;
  perform set_config('tideline.everything', everything, true);
  return null;
end
$$;
create trigger audit_tells_webhooks after insert on audit_log for each row execute function tell_webhooks();

insert into actor (id, kind, display_name) values
  ('keep-no-longer', 'rule', 'Keep data no longer than is set'),
  ('deliver-webhooks', 'rule', 'Deliver webhooks'),
  ('watch-operations', 'rule', 'Watch operations')
on conflict do nothing;
`

/**
 * What was published is the roster's file, by its hash. Beside it a run keeps what the page shows of it, with names: these
 * may be taken out of it when a person is erased, and nothing else. Drafts may be taken away, and notes out of them, when
 * they are kept no longer.
 */
const ERASING = `
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'TRUNCATE' and tg_table_name in ('roster_edit', 'roster_edit_cell', 'given_roster')
    and current_setting('tideline.erasing', true) = 'yes'
  then
    return null;
  end if;
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;
create or replace function refuse_change_of_published_run() returns trigger language plpgsql as $$
declare
  changed_run uuid;
begin
  if tg_table_name = 'run' then
    changed_run := old.id;
  else
    changed_run := old.run_id;
  end if;
  if tg_table_name = 'run_result' and tg_op = 'UPDATE' then
    if current_setting('tideline.erasing', true) = 'yes' and old.name like '%.json'
      and old.run_id = new.run_id and old.name = new.name
    then
      return new;
    end if;
  end if;
  if exists (select 1 from publication where run_id = changed_run) then
    raise exception 'run % is published and never changed', changed_run;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
`

export const operations: Migration = {
  up: async (db) => {
    await sql.raw(TABLES).execute(db)
    await sql.raw(['retention', 'webhook', 'webhook_delivery'].map(wholeUnitPolicy).join('')).execute(db)
    await sql.raw(TELLING + ERASING).execute(db)
  },
}
