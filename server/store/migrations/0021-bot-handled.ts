import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { FIGURE_NAMES, storeActuals } from './0017-actuals.ts'

/** Contacts of an interval that a bot settled; of what was reported before it is not known. */
const COLUMNS = `
alter table interval_actual add column bot_handled double precision check (bot_handled >= 0);
alter table interval_actual_report add column bot_handled double precision check (bot_handled >= 0);
`

export const botHandled: Migration = {
  up: async (db) => {
    await sql.raw(COLUMNS + storeActuals('create or replace', `${FIGURE_NAMES}, bot_handled`)).execute(db)
  },
}
