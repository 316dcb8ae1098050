import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * What a plan warns of and whom it tells. What is told goes one way, to webhooks as to mail addresses: a delivery is written
 * in the transaction of what it tells of. One that a plan's setting asked for names the plan, and the step of its ladder.
 */
const TABLES = `
create table watch_setting (
  plan_id uuid primary key,
  unit_id text not null references planning_unit (id),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  foreign key (unit_id, plan_id) references plan (unit_id, id)
);

alter table webhook_delivery rename to delivery;
alter table delivery rename constraint webhook_delivery_pkey to delivery_pkey;
alter table delivery rename constraint webhook_delivery_attempt_check to delivery_attempt_check;
alter table delivery rename constraint webhook_delivery_created_by_fkey to delivery_created_by_fkey;
alter table delivery rename constraint webhook_delivery_unit_id_fkey to delivery_unit_id_fkey;
alter table delivery rename constraint webhook_delivery_unit_id_webhook_id_fkey to delivery_unit_id_webhook_id_fkey;
alter index webhook_delivery_waiting rename to delivery_waiting;
alter index webhook_delivery_of_webhook rename to delivery_of_webhook;
alter table delivery drop constraint webhook_delivery_state_check;
alter table delivery add constraint delivery_state_check
  check (state in ('waiting', 'delivered', 'failed', 'withdrawn'));
alter table delivery alter column webhook_id drop not null;
alter table delivery
  add column plan_id uuid,
  add column step integer check (step >= 0),
  add column address text,
  add column language text check (language in ('zh-CN', 'en')),
  add column sent_at timestamptz,
  add foreign key (unit_id, plan_id) references plan (unit_id, id),
  add constraint delivery_receiver check ((webhook_id is null) = (address is not null)),
  add constraint delivery_of_setting check ((plan_id is null) = (step is null) and (address is null or plan_id is not null)),
  add constraint delivery_language check ((address is null) = (language is null));
create unique index delivery_once on delivery
  (plan_id, event, entity_id, step, coalesce(webhook_id::text, lower(address))) where plan_id is not null;
create index delivery_of_plan on delivery (plan_id, created_at desc) where plan_id is not null;
`

/** A webhook that the ladder of an alert's plan names is told by the ladder; see migration 0018. */
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
  insert into delivery (id, unit_id, webhook_id, event, entity_id, happened_at, state, created_by)
  select gen_random_uuid(), w.unit_id, w.id, told, new.entity_id, new.at, 'waiting', new.actor_id
  from webhook w where w.unit_id = new.unit_id and w.events ? told
    and not (told like 'alert.%' and exists (
      select 1 from alert a join watch_setting s on s.plan_id = a.plan_id
      where a.id::text = new.entity_id
        and jsonb_path_exists(s.content, '$.ladder[*].webhooks[*] ? (@ == $id)', jsonb_build_object('id', w.id))));
  perform set_config('tideline.everything', everything, true);
  return null;
end
$$;

insert into actor (id, kind, display_name) values ('send-day-reports', 'rule', 'Send daily reports')
on conflict do nothing;
`

export const watchSettings: Migration = {
  up: async (db) => {
    await sql.raw(TABLES + wholeUnitPolicy('watch_setting') + TELLING).execute(db)
  },
}
