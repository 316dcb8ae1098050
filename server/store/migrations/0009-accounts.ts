import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Who signs in. The tables of the library that signs people in (person, session, credential, verification) and those
 * around it lie in a schema of their own, which nothing but `server/auth` and the account store reads: they are asked
 * before anybody has an access, so that no policy could hold them. A person who signs in is an actor under the same id.
 */
const TABLES = `
create schema auth;

create table auth.person (
  id text primary key references public.actor (id),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  disabled_at timestamptz,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table auth.session (
  id text primary key,
  token text not null unique,
  person_id text not null references auth.person (id) on delete cascade,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_of_person on auth.session (person_id);

create table auth.credential (
  id text primary key,
  person_id text not null references auth.person (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_of_person on auth.credential (person_id);

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_by_identifier on auth.verification (identifier);

create table auth.one_time_link (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('firstAdmin', 'invitation', 'newPassword')),
  person_id text references auth.person (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint one_time_link_person check ((person_id is null) = (purpose = 'firstAdmin'))
);
create index one_time_link_of_person on auth.one_time_link (person_id);

create table auth.api_token (
  id uuid primary key,
  person_id text not null references auth.person (id) on delete cascade,
  name text not null,
  rights jsonb not null check (jsonb_typeof(rights) = 'array'),
  unit_id text references public.planning_unit (id),
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_on date
);
create index api_token_of_person on auth.api_token (person_id);

create table auth.sign_in_try (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null,
  waits_until timestamptz not null
);

create table auth.secret (
  name text primary key,
  value text not null,
  created_at timestamptz not null default now()
);

grant usage on schema auth to tideline_app;
grant select, insert, update, delete on all tables in schema auth to tideline_app;
`

const ACTORS = `
insert into actor (id, kind, display_name) values
  ('look-up-access', 'rule', 'Who somebody is, and what they may do');
`

export const accounts: Migration = {
  up: async (db) => {
    await sql.raw(TABLES + ACTORS).execute(db)
  },
}
