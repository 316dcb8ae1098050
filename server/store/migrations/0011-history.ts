import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * Each entry of the audit log is a link of its unit's chain: its hash takes in the hash before it. The link is made at the
 * very end of the transaction, so that the chain's head is the last row that a writer waits for, and nobody who holds it
 * waits for anything else. `server/store/audit-chain.ts` computes the same hashes by itself.
 */
const CHAIN = `
alter table audit_log add constraint audit_log_of_unit unique (unit_id, id);

create table audit_head (
  unit_id text primary key references planning_unit (id),
  sequence bigint not null check (sequence >= 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_by text not null references actor (id)
);

create table audit_link (
  unit_id text not null references planning_unit (id),
  sequence bigint not null check (sequence >= 1),
  entry_id bigint not null unique,
  previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_by text not null references actor (id),
  primary key (unit_id, sequence),
  foreign key (unit_id, entry_id) references audit_log (unit_id, id)
);
create trigger audit_link_append_only before update or delete or truncate on audit_link
  for each statement execute function refuse_change();
create trigger audit_head_is_kept before delete or truncate on audit_head
  for each statement execute function refuse_change();

create function audit_hash(entry audit_log, sequence bigint, previous_hash text) returns text
language sql stable as $$
  select encode(sha256(convert_to(string_agg(octet_length(convert_to(field, 'UTF8')) || ':' || field, ',' order by place), 'UTF8')), 'hex')
  from unnest(array[
    sequence::text, previous_hash, entry.id::text, entry.unit_id, entry.actor_id, entry.action, entry.entity,
    entry.entity_id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), entry.detail::text
  ]) with ordinality as part (field, place)
$$;

create function chain_audit_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  everything text := coalesce(current_setting('tideline.everything', true), '');
  head audit_head;
  next_hash text;
begin
  -- Whoever writes an entry need not see the others of the unit.
  perform set_config('tideline.everything', 'yes', true);
  insert into audit_head (unit_id, sequence, hash, created_by) values (new.unit_id, 0, repeat('0', 64), new.actor_id)
    on conflict do nothing;
  select * into strict head from audit_head where unit_id = new.unit_id for update;
  next_hash := audit_hash(new, head.sequence + 1, head.hash);
  insert into audit_link (unit_id, sequence, entry_id, previous_hash, hash, created_by)
    values (new.unit_id, head.sequence + 1, new.id, head.hash, next_hash, new.actor_id);
  update audit_head set sequence = head.sequence + 1, hash = next_hash where unit_id = new.unit_id;
  perform set_config('tideline.everything', everything, true);
  return null;
end
$$;
create constraint trigger audit_log_chained after insert on audit_log deferrable initially deferred
  for each row execute function chain_audit_entry();
`

/** Entries that are there already, in their order. The head is written once: a row changed a thousand times is slow to find. */
const FIRST_LINKS = `
do $$
declare
  entry audit_log;
  unit text := null;
  counted bigint := 0;
  last_hash text := repeat('0', 64);
  next_hash text;
begin
  for entry in select * from audit_log order by unit_id, id loop
    if unit is distinct from entry.unit_id then
      unit := entry.unit_id;
      counted := 0;
      last_hash := repeat('0', 64);
    end if;
    counted := counted + 1;
    next_hash := audit_hash(entry, counted, last_hash);
    insert into audit_link (unit_id, sequence, entry_id, previous_hash, hash, created_by)
      values (entry.unit_id, counted, entry.id, last_hash, next_hash, entry.actor_id);
    last_hash := next_hash;
  end loop;
  insert into audit_head (unit_id, sequence, hash, created_by)
    select distinct on (unit_id) unit_id, sequence, hash, created_by from audit_link order by unit_id, sequence desc;
end
$$;
`

/**
 * What the files of a plan were at each revision: of each revision the paths that it changed, with the hashes of what they
 * became. The content of what is the plan's now lies in \`plan_file\` alone; it moves to \`plan_blob\` when it is replaced.
 */
const REVISIONS = `
create table plan_blob (
  unit_id text not null references planning_unit (id),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content text check (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  erased_at timestamptz,
  primary key (unit_id, sha256),
  constraint plan_blob_erased check ((content is null) = (erased_at is not null))
);

create table plan_revision (
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  revision integer not null check (revision >= 1),
  action text not null,
  reason text,
  restored_revision integer,
  input_hash text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  primary key (plan_id, revision),
  unique (unit_id, plan_id, revision),
  foreign key (unit_id, plan_id) references plan (unit_id, id)
);

create table plan_revision_file (
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  revision integer not null,
  path text not null,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer check ((bytes is null) = (sha256 is null)),
  created_by text not null references actor (id),
  primary key (plan_id, path, revision),
  foreign key (unit_id, plan_id, revision) references plan_revision (unit_id, plan_id, revision)
);
create index plan_revision_file_of_revision on plan_revision_file (plan_id, revision);

create trigger plan_revision_append_only before update or delete or truncate on plan_revision
  for each statement execute function refuse_change();
create trigger plan_revision_file_append_only before update or delete or truncate on plan_revision_file
  for each statement execute function refuse_change();

create function refuse_change_of_blob() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.content is not null and new.content is null
    and to_jsonb(old) - '{content,erased_at}'::text[] = to_jsonb(new) - '{content,erased_at}'::text[]
  then
    return new;
  end if;
  raise exception 'kept files of plans are never changed, only erased';
end
$$;
create trigger plan_blob_is_kept before update or delete on plan_blob
  for each row execute function refuse_change_of_blob();
create trigger plan_blob_is_never_emptied before truncate on plan_blob
  for each statement execute function refuse_change();

insert into plan_revision (unit_id, plan_id, revision, action, input_hash, created_at, created_by)
  select unit_id, id, revision, 'plan.kept', input_hash, updated_at, updated_by from plan;
insert into plan_revision_file (unit_id, plan_id, revision, path, sha256, bytes, created_by)
  select file.unit_id, plan_id, revision, path, sha256, octet_length(content), file.created_by
  from plan_file file join plan on plan.id = file.plan_id;
`

/**
 * Forecasts, requirements, rosters and scenarios on their way from a draft to what everybody goes by. What a version holds
 * never changes; one that was published changes in nothing but that another takes its place.
 */
const VERSIONS = `
alter table forecast add constraint forecast_of_unit unique (unit_id, id);

create table version (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  kind text not null check (kind in ('forecast', 'requirement', 'roster', 'scenario')),
  name text not null,
  number integer not null check (number >= 1),
  first_day date,
  last_day date,
  run_id uuid,
  forecast_id uuid,
  file_name text not null,
  content_gzip bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null check (bytes >= 0),
  notes text not null,
  state text not null check (state in ('draft', 'review', 'published', 'superseded', 'withdrawn')),
  revision integer not null default 1 check (revision >= 1),
  submitted_at timestamptz,
  submitted_by text references actor (id),
  returned_at timestamptz,
  returned_by text references actor (id),
  returned_reason text,
  withdrawn_at timestamptz,
  withdrawn_by text references actor (id),
  published_at timestamptz,
  published_by text references actor (id),
  publication_id uuid,
  publish_key uuid unique,
  superseded_at timestamptz,
  superseded_by_id uuid,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  unique (plan_id, kind, name, number),
  unique (unit_id, id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  foreign key (unit_id, run_id) references run (unit_id, id),
  foreign key (unit_id, forecast_id) references forecast (unit_id, id),
  foreign key (unit_id, superseded_by_id) references version (unit_id, id),
  constraint version_days check ((kind = 'scenario') = (first_day is null) and (first_day is null) = (last_day is null)),
  constraint version_published check ((published_at is not null) = (state in ('published', 'superseded'))),
  constraint version_superseded check ((superseded_at is not null) = (state = 'superseded')),
  constraint version_withdrawn check ((withdrawn_at is not null) = (state = 'withdrawn'))
);
create index version_of_plan on version (plan_id, created_at desc, id);
create unique index version_one_published on version (plan_id, kind, name) where state = 'published';

create function refuse_change_of_version() returns trigger language plpgsql as $$
declare
  kept text[] := '{id,unit_id,plan_id,kind,name,number,first_day,last_day,run_id,forecast_id,file_name,content_gzip,sha256,bytes,notes,created_at,created_by}';
  superseding text[] := '{state,revision,superseded_at,superseded_by_id,updated_at,updated_by}';
begin
  if tg_op = 'UPDATE' and old.state in ('draft', 'review')
    and (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(old)) where key = any (kept))
      = (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(new)) where key = any (kept))
  then
    return new;
  end if;
  if tg_op = 'UPDATE' and old.state = 'published' and new.state = 'superseded'
    and to_jsonb(old) - superseding = to_jsonb(new) - superseding
  then
    return new;
  end if;
  raise exception 'what a version holds, and a published version, is never changed';
end
$$;
create trigger version_is_kept before update or delete on version
  for each row execute function refuse_change_of_version();
create trigger version_is_never_emptied before truncate on version
  for each statement execute function refuse_change();

create table publishing_rule (
  unit_id text primary key references planning_unit (id),
  four_eyes boolean not null,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id)
);
`

const TABLES = [
  'audit_head',
  'audit_link',
  'plan_blob',
  'plan_revision',
  'plan_revision_file',
  'version',
  'publishing_rule',
]

/** The chain is written by its trigger alone. */
const GRANTS = `
revoke insert, update, delete on audit_head, audit_link from tideline_app;
`

export const history: Migration = {
  up: async (db) => {
    await sql.raw(CHAIN + FIRST_LINKS + REVISIONS + VERSIONS).execute(db)
    await sql.raw(TABLES.map(wholeUnitPolicy).join('') + GRANTS).execute(db)
  },
}
