import { currentAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { findUnit } from '../store/plan-store.ts'
import { notFound } from './service-error.ts'

/**
 * For what belongs to a unit as a whole and may have no row yet whose absence would tell.
 * @throws ServiceError `notFound` for a unit that the access does not see whole, exactly as for one that is not there
 */
export async function refuseUnseenUnit(db: Database, unitId: string): Promise<void> {
  const units = currentAccess()?.units ?? []
  if ((units === 'all' || units.includes(unitId)) && (await findUnit(db, unitId))) return
  throw notFound('planning unit', unitId)
}
