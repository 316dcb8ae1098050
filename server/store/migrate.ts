import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { importsAndForecasts } from './migrations/0002-imports-and-forecasts.ts'
import { publication } from './migrations/0003-publication.ts'
import { weeksAndStops } from './migrations/0004-weeks-and-stops.ts'
import { comparisons } from './migrations/0005-comparisons.ts'
import { headcountPlans } from './migrations/0006-headcount-plans.ts'
import { rosterDrafts } from './migrations/0007-roster-drafts.ts'
import { rowLevelSecurity } from './migrations/0008-row-level-security.ts'
import { accounts } from './migrations/0009-accounts.ts'
import { work } from './migrations/0010-work.ts'
import { history } from './migrations/0011-history.ts'
import { team } from './migrations/0012-team.ts'
import { operations } from './migrations/0013-operations.ts'
import { editsInOneTrip } from './migrations/0014-edits-in-one-trip.ts'
import { authPolicies } from './migrations/0015-auth-policies.ts'
import { runParts } from './migrations/0016-run-parts.ts'
import { actuals } from './migrations/0017-actuals.ts'
import { dayWatch } from './migrations/0018-day-watch.ts'
import { wallboard } from './migrations/0019-wallboard.ts'
import { watchSettings } from './migrations/0020-watch-settings.ts'
import { botHandled } from './migrations/0021-bot-handled.ts'
import type { Tables } from './tables.ts'

/** Every migration in order. A released one is never edited: what changes comes in a new one. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-tables': firstTables,
  '0002-imports-and-forecasts': importsAndForecasts,
  '0003-publication': publication,
  '0004-weeks-and-stops': weeksAndStops,
  '0005-comparisons': comparisons,
  '0006-headcount-plans': headcountPlans,
  '0007-roster-drafts': rosterDrafts,
  '0008-row-level-security': rowLevelSecurity,
  '0009-accounts': accounts,
  '0010-work': work,
  '0011-history': history,
  '0012-team': team,
  '0013-operations': operations,
  '0014-edits-in-one-trip': editsInOneTrip,
  '0015-auth-policies': authPolicies,
  '0016-run-parts': runParts,
  '0017-actuals': actuals,
  '0018-day-watch': dayWatch,
  '0019-wallboard': wallboard,
  '0020-watch-settings': watchSettings,
  '0021-bot-handled': botHandled,
}

export const SCHEMA_VERSION = Object.keys(MIGRATIONS).at(-1)!

/** The last migration that the database has had. */
export async function appliedSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(db)
  return rows[0]?.name ?? 'none'
}

/**
 * Brings the schema up to date, in one transaction. Kysely holds an advisory lock meanwhile, so that of two
 * servers starting together the second waits and finds nothing to do.
 * @throws Error when a migration fails or the database is from a newer Tideline; nothing is changed then
 */
export async function migrate(db: Database, migrations = MIGRATIONS): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName
  const cause = error instanceof Error ? error.message : String(error)
  throw new Error(
    failed === undefined
      ? `The database cannot be brought up to date: ${cause}. It may be from a newer Tideline; start that version.`
      : `Migration ${failed} failed and was rolled back: ${cause}. The database is as it was before.`,
    { cause: error },
  )
}
