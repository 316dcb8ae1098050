import { everythingAs, unitAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { findUnshownPublications, showPublication } from '../store/publication-store.ts'
import { findResult, findRun } from '../store/run-store.ts'
import { PUBLISHED_FILE, shownRoster } from './publication-service.ts'
import { FILES_RULE } from './published-files.ts'
import { ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'

/**
 * Gives people their shifts of rosters that an earlier version published, which kept them in files alone. What cannot be
 * read any more stays in its file, and is told to the log.
 * @returns how many rosters are shown now and were not before
 */
export async function showEarlierPublications(db: Database, log: ServiceLog): Promise<number> {
  const rows = await withAccess(everythingAs(FILES_RULE.id), () => findUnshownPublications(db))
  let shown = 0
  for (const row of rows) {
    const isShown = await withAccess(unitAs(row.created_by, row.unit_id), async () => {
      const [run, content] = [await findRun(db, row.run_id), await findResult(db, row.run_id, PUBLISHED_FILE)]
      if (!run || !content) return false
      try {
        return await showPublication(db, row, await shownRoster(db, run, content.toString('utf8')))
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        log.warn({ publicationId: row.id, issues: error.issues }, 'a published roster cannot be shown to its people')
        return false
      }
    })
    if (isShown) shown++
  }
  return shown
}
