import { localStamp } from '../../solver/domain/horizon.ts'
import type { NamedShift, PersonRequest, RequestState } from '../contracts/request.ts'
import type { Database } from '../store/database.ts'
import { findNotes, type RequestRow } from '../store/request-store.ts'
import type { ShiftRow } from '../store/roster-shift-store.ts'
import { findNames } from '../store/team-store.ts'
import { ServiceError } from './service-error.ts'

/** A shift as a request names it. */
export const namedShift = (row: ShiftRow): NamedShift => ({
  ...{ id: row.id, employeeId: row.employee_id },
  start: localStamp(row.starts_at.getTime(), row.zone),
  end: localStamp(row.ends_at.getTime(), row.zone),
  ...{ templateId: row.template_id, templateName: row.template_name },
})

/** Requests as replies have them: with names, and with the notes that the access sees. */
export async function personRequests(db: Database, rows: readonly RequestRow[]): Promise<PersonRequest[]> {
  const notes = await findNotes(
    db,
    rows.map(({ id }) => id),
  )
  const units = [...new Set(rows.map(({ unit_id }) => unit_id))]
  const names = new Map<string, string>()
  for (const unitId of units) {
    const ids = rows
      .filter(({ unit_id }) => unit_id === unitId)
      .flatMap((row) => [row.employee_id, row.colleague_id ?? []].flat())
    for (const [id, name] of await findNames(db, unitId, [...new Set(ids)])) names.set(`${unitId} ${id}`, name)
  }
  return rows.map((row) => requestFrom(row, (id) => names.get(`${row.unit_id} ${id}`) ?? id, notes.get(row.id)))
}

function requestFrom(row: RequestRow, nameOf: (employeeId: string) => string, note: string | undefined): PersonRequest {
  const { subject } = row
  return {
    ...{ id: row.id, unitId: row.unit_id, employeeId: row.employee_id, employeeName: nameOf(row.employee_id) },
    ...{ groupId: row.group_id, kind: row.kind, state: row.state, revision: row.revision },
    subject:
      subject.kind === 'swap'
        ? {
            ...subject,
            colleagueId: row.colleague_id,
            colleagueName: row.colleague_id === null ? null : nameOf(row.colleague_id),
          }
        : subject,
    ...{ askedAt: row.created_at.toISOString(), askedBy: row.created_by },
    ...{ decidedAt: row.decided_at?.toISOString() ?? null, decidedBy: row.decided_by },
    ...{ answer: row.answer, effect: row.effect },
    ...(note !== undefined && { note }),
  }
}

const STATES: Readonly<Record<RequestState, string>> = {
  asked: 'still open',
  agreed: 'agreed to by a colleague, and not decided yet',
  approved: 'approved',
  refused: 'refused',
  withdrawn: 'withdrawn',
}

/**
 * Somebody else was first: in words what the request is now.
 * @param seen as it was before; the same revision now means that somebody has it in hand
 */
export const overtaken = (row: RequestRow | undefined, seen?: RequestRow): ServiceError =>
  row && row.revision === seen?.revision ? inHand() : changedBy(row)

const changedBy = (row: RequestRow | undefined): ServiceError =>
  new ServiceError(
    'conflict',
    row
      ? `Somebody else was first: the request is ${STATES[row.state]} now (revision ${row.revision}). Look at it again.`
      : 'Somebody else was first. Look at the request again.',
  )

export const inHand = (): ServiceError =>
  new ServiceError('conflict', 'Somebody else is deciding this request right now. Look at it again in a moment.')

/** @throws ServiceError `conflict` for a request that is not as its sender saw it, or is over */
export function refuseChanged(row: RequestRow, revision: number, states: readonly RequestState[]): void {
  if (row.revision !== revision || !states.includes(row.state)) throw overtaken(row)
}
