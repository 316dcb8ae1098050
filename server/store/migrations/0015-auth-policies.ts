import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const TABLES = [
  'person',
  'session',
  'credential',
  'verification',
  'one_time_link',
  'api_token',
  'sign_in_try',
  'secret',
]

/**
 * The tables of sign-in are for the program alone: what looks up who somebody is, and what decides about accounts by
 * itself, runs with access to everything. A request that is held to units reads none of their rows, whatever its statement.
 * Sessions of before are kept under their tokens and not under the hashes of these: nobody could be found by them.
 */
export const authPolicies: Migration = {
  up: async (db) => {
    const statements = TABLES.map(
      (table) => `
alter table auth.${table} enable row level security;
alter table auth.${table} force row level security;
create policy program_alone on auth.${table} using ((select sees_everything())) with check ((select sees_everything()));
`,
    )
    await sql.raw(`delete from auth.session;${statements.join('')}`).execute(db)
  },
}
