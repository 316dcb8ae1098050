import { DateTime } from 'luxon'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { Database } from '../store/database.ts'
import { findPlan } from '../store/plan-store.ts'
import { listRevisions, type RevisionRow } from '../store/revision-store.ts'
import { ServiceError } from './service-error.ts'

/** Changes of others that are told in full. */
const CHANGES_TOLD = 10
const PATHS_TOLD = 4

/**
 * Why a change is refused that was made to an earlier revision of a plan: who changed what since, and when, in the plan's
 * zone.
 * @param seenRevision that the sender had before them
 */
export async function planOvertaken(db: Database, planId: string, seenRevision: number): Promise<ServiceError> {
  const plan = await findPlan(db, planId)
  const later = (await listRevisions(db, planId, { limit: CHANGES_TOLD })).filter((row) => row.revision > seenRevision)
  const [last] = later
  if (!plan || !last) {
    const message = `The plan has no revision ${seenRevision}. Nothing of yours was stored. Load it again.`
    return new ServiceError('conflict', message)
  }
  const zone = zoneOf(plan.description)
  const names = [...new Set(later.map(({ name }) => name))].join(', ')
  const paths = pathText([...new Set(later.flatMap((row) => row.paths))])
  return new ServiceError(
    'conflict',
    `${names} changed the plan in the meantime (${paths}, ${timeOf(last, zone)}). Nothing of yours was stored. Look at it again, then decide.`,
    later.map((row) => issueOf(row, zone)),
  )
}

/** The same for somebody who may not see the plan: neither who changed it nor what. */
export const planBusy = (): ServiceError =>
  new ServiceError('conflict', 'The plan is being changed by others at the same time. Try again in a moment.')

const issueOf = (row: RevisionRow, zone: string): InputIssue => ({
  file: pathText(row.paths),
  value: String(row.revision),
  problem: `was changed by ${row.name} on ${timeOf(row, zone)}`,
  hint: 'Load the plan again and make your change to it as it is now.',
})

const pathText = (paths: readonly string[]): string =>
  paths.length > PATHS_TOLD ? `${paths.slice(0, PATHS_TOLD).join(', ')} …` : paths.join(', ')

const timeOf = ({ created_at }: RevisionRow, zone: string): string =>
  DateTime.fromJSDate(created_at, { zone }).toFormat('yyyy-MM-dd HH:mm')

/** Of a description that an earlier version may have written. */
function zoneOf(description: unknown): string {
  const zone = (description as { zone?: unknown } | null)?.zone
  return typeof zone === 'string' && DateTime.local({ zone }).isValid ? zone : 'utc'
}
