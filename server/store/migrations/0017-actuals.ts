import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * What the day really brought, as other systems report it: contacts of each queue by interval, and what people are doing.
 * Beside each newest report stands every one that said something else, which is never changed: it tells what was known when.
 */
const FIGURES = `
  interval_minutes integer not null check (interval_minutes >= 1),
  offered double precision check (offered >= 0),
  handled double precision check (handled >= 0),
  abandoned double precision check (abandoned >= 0),
  aht_seconds double precision check (aht_seconds >= 0),
  answered_within double precision check (answered_within >= 0),
  backlog double precision check (backlog >= 0),
`
/** Of two reports of one thing the later one in this order holds, whichever comes first. */
const RANK = `
  sender_revision integer not null check (sender_revision >= 0),
  sent_at timestamptz not null,
  batch_id uuid not null,
`
const STATE = `state text not null check (state in ('available', 'busy', 'break', 'training', 'away', 'off')),`
const OF_PLAN = `
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
`
const ENDING = `
  received_at timestamptz not null,
  created_by text not null references actor (id),
  foreign key (unit_id, plan_id) references plan (unit_id, id)
`

const TABLES = `
alter table retention add column actual_days integer default 400 check (actual_days >= 1);

create table actuals_batch (
  id uuid primary key,
  ${OF_PLAN}
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  sent_at timestamptz not null,
  skew_seconds double precision,
  revision integer not null check (revision >= 0),
  stored integer not null check (stored >= 0),
  restated integer not null check (restated >= 0),
  unchanged integer not null check (unchanged >= 0),
  older integer not null check (older >= 0),
  refused integer not null check (refused >= 0),
  issues jsonb not null check (jsonb_typeof(issues) = 'array'),
  ${ENDING}
);
create index actuals_batch_of_plan on actuals_batch (plan_id, received_at desc);

create table interval_actual (
  ${OF_PLAN}
  queue_id text not null,
  starts_at timestamptz not null,
  ${FIGURES}${RANK}${ENDING},
  primary key (plan_id, queue_id, starts_at)
);

create table interval_actual_report (
  ${OF_PLAN}
  queue_id text not null,
  starts_at timestamptz not null,
  ${FIGURES}${RANK}
  was_newest boolean not null,
  ${ENDING},
  primary key (plan_id, queue_id, starts_at, batch_id)
);

create table agent_state (
  ${OF_PLAN}
  employee_id text not null,
  starts_at timestamptz not null,
  ${STATE}${RANK}${ENDING},
  primary key (plan_id, employee_id, starts_at)
);

create table agent_state_report (
  ${OF_PLAN}
  employee_id text not null,
  starts_at timestamptz not null,
  ${STATE}${RANK}
  was_newest boolean not null,
  ${ENDING},
  primary key (plan_id, employee_id, starts_at, batch_id)
);
create index agent_state_of_person on agent_state (unit_id, employee_id);
create index agent_state_report_of_person on agent_state_report (unit_id, employee_id);
`

export const FIGURE_NAMES = 'interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog'
const eachOf = (names: string, word: (name: string) => string): string => names.split(', ').map(word).join(', ')

/** One statement that writes all newest reports of a kind, keeps the others, and counts. */
const writing = (kind: {
  readonly table: string
  readonly key: string
  readonly given: string
  readonly columns: string
  readonly types: string
  readonly differs: string
}): string => `
  with given as (
    select * from json_to_recordset(${kind.given}) as row (${kind.key} text, starts_at timestamptz, ${kind.types}, sender_revision integer)
  ), compared as (
    select g.*, c.plan_id is not null as is_known, ${kind.differs} as differs,
      c.plan_id is null or (c.sender_revision, c.sent_at, c.batch_id) < (g.sender_revision, batch_sent, batch) as is_newest
    from given g left join ${kind.table} c
      on c.plan_id = batch_plan and c.${kind.key} = g.${kind.key} and c.starts_at = g.starts_at
  ), written as (
    insert into ${kind.table} as c (unit_id, plan_id, ${kind.key}, starts_at, ${kind.columns}, sender_revision, sent_at,
      batch_id, received_at, created_by)
    select batch_unit, batch_plan, ${kind.key}, starts_at, ${kind.columns}, sender_revision, batch_sent, batch, at, actor
    from compared where is_newest
    on conflict (plan_id, ${kind.key}, starts_at) do update set
      (${kind.columns}, sender_revision, sent_at, batch_id, created_by, received_at) =
      row (${kind.columns
        .split(', ')
        .map((column) => `excluded.${column}`)
        .join(
          ', ',
        )}, excluded.sender_revision, excluded.sent_at, excluded.batch_id, excluded.created_by, excluded.received_at)
  ), kept as (
    insert into ${kind.table}_report (unit_id, plan_id, ${kind.key}, starts_at, ${kind.columns}, sender_revision, sent_at,
      batch_id, was_newest, received_at, created_by)
    select batch_unit, batch_plan, ${kind.key}, starts_at, ${kind.columns}, sender_revision, batch_sent, batch, is_newest, at, actor
    from compared where not is_known or differs
  )
  select answer.stored + count(*) filter (where not is_known),
    answer.restated + count(*) filter (where is_known and differs and is_newest),
    answer.unchanged + count(*) filter (where is_known and not differs),
    answer.older + count(*) filter (where is_known and differs and not is_newest)
  into answer.stored, answer.restated, answer.unchanged, answer.older from compared;
`

/**
 * Stores a batch, whole and once. Batches of a plan go one at a time, so that each sees those before it and each was
 * received after them.
 * @param figures columns of an interval, separated by a comma and a blank
 */
export const storeActuals = (verb: 'create' | 'create or replace', figures: string): string => `
${verb} function store_actuals(
  batch_unit text, batch_plan uuid, batch uuid, actor text, content text, batch_sent timestamptz, received timestamptz,
  skew double precision, intervals json, states json, refused_rows integer, refused_issues jsonb
) returns table (outcome text, stored integer, restated integer, unchanged integer, older integer, refused integer,
  issues jsonb, revision integer, received_at timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  answer actuals_batch;
  latest integer;
  at timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(batch_plan::text, 17));
  select * into answer from actuals_batch where id = batch;
  if found then
    return query select
      case when answer.plan_id = batch_plan and answer.content_sha256 = content then 'repeated' else 'taken' end,
      answer.stored, answer.restated, answer.unchanged, answer.older, answer.refused, answer.issues, answer.revision,
      answer.received_at;
    return;
  end if;
  select b.revision, greatest(received, b.received_at + interval '1 millisecond') into latest, at
    from actuals_batch b where b.plan_id = batch_plan order by b.received_at desc limit 1;
  latest := coalesce(latest, 0);
  at := coalesce(at, received);
  answer.stored := 0; answer.restated := 0; answer.unchanged := 0; answer.older := 0;
  ${writing({
    ...{ table: 'interval_actual', key: 'queue_id', given: 'intervals', columns: figures },
    types: eachOf(figures, (name) => `${name} double precision`),
    differs: `(${eachOf(figures, (name) => `c.${name}`)}) is distinct from (${eachOf(figures, (name) => `g.${name}`)})`,
  })}
  ${writing({
    ...{ table: 'agent_state', key: 'employee_id', given: 'states', columns: 'state', types: 'state text' },
    differs: 'c.state is distinct from g.state',
  })}
  if answer.stored + answer.restated > 0 then
    latest := latest + 1;
    insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
      values (batch_unit, actor, 'actuals.received', 'plan', batch_plan::text, jsonb_build_object(
        'batchId', batch, 'revision', latest, 'stored', answer.stored, 'restated', answer.restated));
    perform pg_notify('tideline', 'actuals:' || batch_plan);
  end if;
  insert into actuals_batch (id, unit_id, plan_id, content_sha256, sent_at, skew_seconds, revision, stored, restated,
      unchanged, older, refused, issues, received_at, created_by)
    values (batch, batch_unit, batch_plan, content, batch_sent, skew, latest, answer.stored, answer.restated,
      answer.unchanged, answer.older, refused_rows, refused_issues, at, actor);
  return query select 'stored', answer.stored, answer.restated, answer.unchanged, answer.older, refused_rows,
    refused_issues, latest, at;
end
$$;
`

/** Reports may be taken away when they are kept no longer, and those of a person when the person is erased. */
const KEEPING = `
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op <> 'TRUNCATE' and tg_table_name in ('roster_edit', 'roster_edit_cell', 'given_roster', 'interval_actual_report',
      'agent_state_report')
    and current_setting('tideline.erasing', true) = 'yes'
  then
    return null;
  end if;
  raise exception 'rows of % are never changed', tg_table_name;
end
$$;
create trigger interval_actual_report_append_only before update or delete or truncate on interval_actual_report
  for each statement execute function refuse_change();
create trigger agent_state_report_append_only before update or delete or truncate on agent_state_report
  for each statement execute function refuse_change();
`

const OF_UNIT = ['actuals_batch', 'interval_actual', 'interval_actual_report', 'agent_state', 'agent_state_report']

export const actuals: Migration = {
  up: async (db) => {
    await sql.raw(TABLES + OF_UNIT.map(wholeUnitPolicy).join('')).execute(db)
    await sql.raw(storeActuals('create', FIGURE_NAMES) + KEEPING).execute(db)
  },
}
