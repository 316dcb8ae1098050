import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * How the rest of a plan's day looks, as it was last worked out, and the warnings that came of it. Looks follow one another
 * under a lease, so that of several workers one looks at a plan at a time; what a look stores says its number.
 */
const TABLES = `
create table day_watch (
  plan_id uuid primary key,
  unit_id text not null references planning_unit (id),
  looks integer not null default 0 check (looks >= 0),
  leased_until timestamptz,
  made_at timestamptz,
  actuals_revision integer not null default 0 check (actuals_revision >= 0),
  learned_for uuid,
  learned_gzip bytea,
  content_gzip bytea,
  suggested_for uuid,
  suggestions_gzip bytea,
  created_by text not null references actor (id),
  foreign key (unit_id, plan_id) references plan (unit_id, id)
);

create table alert (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  kind text not null,
  queue_id text not null,
  risk jsonb not null check (jsonb_typeof(risk) = 'object'),
  raised_at timestamptz not null,
  seen_at timestamptz not null,
  cleared_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text references actor (id),
  muted_until timestamptz,
  muted_by text references actor (id),
  step integer not null default 0 check (step >= 0),
  step_at timestamptz not null,
  created_by text not null references actor (id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((muted_until is null) = (muted_by is null))
);
alter table webhook add column format text not null default 'tideline'
  check (format in ('tideline', 'feishu', 'dingtalk', 'wecom'));
alter table webhook add column language text not null default 'zh-CN' check (language in ('zh-CN', 'en'));

create unique index alert_open on alert (plan_id, kind, queue_id) where cleared_at is null;
create index alert_of_plan on alert (plan_id, raised_at desc);
`

/** What is told of a day goes the way of all that is told; see migration 0013. */
const TELLING = `
create or replace function tell_webhooks() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  everything text := coalesce(current_setting('tideline.everything', true), '');
  told text := case
    when new.action in ('publication.made', 'run.failed', 'alert.raised', 'alert.escalated', 'alert.cleared')
      then new.action
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

insert into actor (id, kind, display_name) values ('watch-days', 'rule', 'Watch days') on conflict do nothing;
`

export const dayWatch: Migration = {
  up: async (db) => {
    await sql.raw(TABLES + ['day_watch', 'alert'].map(wholeUnitPolicy).join('')).execute(db)
    await sql.raw(TELLING).execute(db)
  },
}
