import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { wholeUnitPolicy } from './0008-row-level-security.ts'

/**
 * The team of a unit, as its newest plan or publication has it, the published rosters as rows, and what people ask for.
 * These are the tables that are seen in part: by group, and by each person.
 */
const TABLES = `
alter table publication add constraint publication_of_unit unique (unit_id, id);

create table team_group (
  unit_id text not null references planning_unit (id),
  group_id text not null,
  name jsonb not null,
  site text,
  vendor text,
  max_off_per_day integer check (max_off_per_day >= 0),
  plan_id uuid,
  created_by text not null references actor (id),
  primary key (unit_id, group_id),
  foreign key (unit_id, plan_id) references plan (unit_id, id) on delete set null (plan_id)
);

create table person (
  unit_id text not null references planning_unit (id),
  employee_id text not null,
  plan_id uuid,
  name text not null,
  group_id text not null,
  site text,
  vendor text,
  zone text not null,
  left_at timestamptz,
  erased_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  primary key (unit_id, employee_id),
  foreign key (unit_id, plan_id) references plan (unit_id, id) on delete set null (plan_id)
);
create index person_of_group on person (unit_id, group_id);

create table published_roster (
  publication_id uuid primary key,
  unit_id text not null references planning_unit (id),
  plan_id uuid not null,
  run_id uuid not null,
  week date not null,
  weeks integer not null check (weeks >= 1),
  currency text not null,
  roster_sha256 text not null check (roster_sha256 ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null default now(),
  created_by text not null references actor (id),
  unique (unit_id, publication_id),
  foreign key (unit_id, publication_id) references publication (unit_id, id),
  foreign key (unit_id, plan_id) references plan (unit_id, id),
  foreign key (unit_id, run_id) references run (unit_id, id)
);
create index published_roster_of_week on published_roster (unit_id, week);

create table roster_shift (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  publication_id uuid not null,
  employee_id text not null,
  group_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null,
  template_id text not null,
  template_name jsonb not null,
  on_call boolean not null,
  breaks jsonb not null check (jsonb_typeof(breaks) = 'array'),
  activities jsonb not null check (jsonb_typeof(activities) = 'array'),
  queues jsonb not null check (jsonb_typeof(queues) = 'array'),
  paid_minutes integer not null check (paid_minutes >= 0),
  paid_cost bigint check (paid_cost >= 0),
  created_by text not null references actor (id),
  check (ends_at > starts_at),
  foreign key (unit_id, publication_id) references published_roster (unit_id, publication_id) on delete cascade,
  foreign key (unit_id, employee_id) references person (unit_id, employee_id)
);
create index roster_shift_of_time on roster_shift (unit_id, starts_at);
create index roster_shift_of_person on roster_shift (unit_id, employee_id, starts_at);
create index roster_shift_of_publication on roster_shift (publication_id);

create table team_request (
  id uuid primary key,
  unit_id text not null references planning_unit (id),
  employee_id text not null,
  group_id text not null,
  kind text not null check (kind in ('timeOff', 'availability', 'preference', 'swap', 'shiftChange')),
  subject jsonb not null check (jsonb_typeof(subject) = 'object'),
  colleague_id text,
  is_offered boolean not null default false,
  declined_by jsonb not null default '[]' check (jsonb_typeof(declined_by) = 'array'),
  state text not null check (state in ('asked', 'agreed', 'approved', 'refused', 'withdrawn')),
  revision integer not null default 1,
  answer text not null default '',
  effect jsonb check (jsonb_typeof(effect) = 'object'),
  claimed_until timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  decided_at timestamptz,
  decided_by text references actor (id),
  updated_at timestamptz not null default now(),
  updated_by text not null references actor (id),
  unique (unit_id, id),
  foreign key (unit_id, employee_id) references person (unit_id, employee_id),
  foreign key (unit_id, colleague_id) references person (unit_id, employee_id)
);
create index team_request_of_unit on team_request (unit_id, created_at desc);
create index team_request_of_person on team_request (unit_id, employee_id);
create index team_request_to_follow on team_request (id) where effect ->> 'state' = 'checking';

create table team_request_note (
  unit_id text not null references planning_unit (id),
  request_id uuid primary key,
  employee_id text not null,
  note text not null,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  foreign key (unit_id, request_id) references team_request (unit_id, id) on delete cascade,
  foreign key (unit_id, employee_id) references person (unit_id, employee_id)
);

create table calendar_feed (
  unit_id text not null references planning_unit (id),
  employee_id text not null,
  secret_sha256 text not null unique check (secret_sha256 ~ '^[0-9a-f]{64}$'),
  read_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null references actor (id),
  primary key (unit_id, employee_id),
  foreign key (unit_id, employee_id) references person (unit_id, employee_id)
);
`

const IN_GROUP = `unit_id || chr(31) || group_id = any ((select seen_groups())::text[])`
const OWN = `unit_id || chr(31) || employee_id = any ((select seen_people())::text[])`

/**
 * Rows of people whose group is seen, as it is now. The subquery names nothing of the row, so that PostgreSQL looks the people
 * up once and not for each row.
 */
const OF_PERSON_IN_GROUP = `(unit_id, employee_id) in (select p.unit_id, p.employee_id from person p
    where p.unit_id || chr(31) || p.group_id = any ((select seen_groups())::text[]))`

/** Rows of the groups of whoever is asking: each sees the own row of `person`. */
const OF_OWN_GROUP = `(unit_id, group_id) in (select p.unit_id, p.group_id from person p
    where p.unit_id || chr(31) || p.employee_id = any ((select seen_people())::text[]))`

/** An offer to the group of whoever is asking. */
const OFFERED = `is_offered and state = 'asked' and ${OF_OWN_GROUP}`
const TO_COLLEAGUE = `unit_id || chr(31) || colleague_id = any ((select seen_people())::text[])`

const POLICIES = `
${['team_group', 'person', 'published_roster', 'roster_shift', 'team_request', 'team_request_note', 'calendar_feed'].map(wholeUnitPolicy).join('')}
create policy of_group on person for select using (${IN_GROUP});
create policy own on person for select using (${OWN});

create policy of_group on team_group for select using (${IN_GROUP});
create policy own on team_group for select using (${OF_OWN_GROUP});

create policy touched on published_roster for select using (unit_id = any ((select touched_units())::text[]));

create policy of_group on roster_shift for select using (${OF_PERSON_IN_GROUP});
create policy own on roster_shift for select using (${OWN});

create policy of_group on team_request using (${OF_PERSON_IN_GROUP})
  with check (${OF_PERSON_IN_GROUP});
create policy own on team_request using (${OWN}) with check (${OWN});
create policy colleague_sees on team_request for select using (${TO_COLLEAGUE} or (${OFFERED}));
create policy colleague_answers on team_request for update using (${TO_COLLEAGUE} or (${OFFERED}))
  with check (${TO_COLLEAGUE} or (${OFFERED}));

create policy of_group on team_request_note using (${OF_PERSON_IN_GROUP})
  with check (${OF_PERSON_IN_GROUP});
create policy own on team_request_note using (${OWN}) with check (${OWN});

create policy own on calendar_feed using (${OWN}) with check (${OWN});
`

/** Plans that are there already: their descriptions name people and groups; the newest plan has the last word. */
const FIRST_ROWS = `
insert into actor (id, kind, display_name) values
  ('follow-approved-requests', 'rule', 'Follow approved requests'),
  ('read-calendar-feed', 'rule', 'Read a calendar feed')
on conflict do nothing;

insert into team_group (unit_id, group_id, name, plan_id, created_by)
select distinct on (plan.unit_id, g ->> 'id') plan.unit_id, g ->> 'id', coalesce(g -> 'name', g -> 'id'), plan.id, plan.created_by
from plan, jsonb_array_elements(coalesce(plan.description -> 'groups', '[]')) g
where g ->> 'id' is not null
order by plan.unit_id, g ->> 'id', plan.created_at desc;

insert into person (unit_id, employee_id, plan_id, name, group_id, zone, created_by, updated_by)
select distinct on (plan.unit_id, e ->> 'id') plan.unit_id, e ->> 'id', plan.id, e ->> 'name', e ->> 'group',
  plan.description ->> 'zone', plan.created_by, plan.created_by
from plan, jsonb_array_elements(coalesce(plan.description -> 'employees', '[]')) e
where e ->> 'id' is not null and e ->> 'name' is not null and e ->> 'group' is not null and plan.description ->> 'zone' is not null
order by plan.unit_id, e ->> 'id', plan.created_at desc;
`

export const team: Migration = {
  up: async (db) => {
    await sql.raw(TABLES + FIRST_ROWS + POLICIES).execute(db)
  },
}
