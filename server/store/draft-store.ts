import { type Selectable, sql, type Transaction } from 'kysely'
import { type DraftCell, type DraftEditRequest, MAX_REVISION } from '../contracts/roster-draft.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import type { RunRow } from './run-store.ts'
import type { Tables } from './tables.ts'

export type EditRow = Selectable<Tables['roster_edit']>
export type EditWithCells = EditRow & { readonly cells: readonly DraftCell[] }

export interface NewEdit extends DraftEditRequest {
  readonly run: Pick<RunRow, 'id' | 'unit_id'>
  readonly actorId: string
}

/** Why an edit was not stored. */
export type EditRefusal =
  /** Somebody else changed one of its cells after the revision that it names. */
  | { readonly kind: 'clash'; readonly employeeId: string; readonly day: string }
  /** The draft has not come to the revision that it names. */
  | { readonly kind: 'ahead'; readonly revision: number }
  /** It can have no further one. */
  | { readonly kind: 'full' }
  /** An edit of another run has its id. */
  | { readonly kind: 'taken' }

/** A draft as it stands, all of one moment. */
export interface StoredDraft {
  readonly revision: number
  /** The latest of each place that was ever edited, in no order. */
  readonly cells: readonly DraftCell[]
  /** Newest first. */
  readonly edits: readonly EditRow[]
}

/**
 * Stores an edit as the draft's next revision. One at a time of each run, so that whoever comes second sees the first.
 * @returns the edit, also one of the id that was stored before
 */
export async function insertEdit(
  db: Database,
  edit: NewEdit,
): Promise<{ readonly stored: EditRow } | { readonly refused: EditRefusal }> {
  try {
    return await insertNew(db, edit)
  } catch (error) {
    // An edit of a unit that the sender does not see has the id.
    if ((error as { constraint?: string }).constraint === 'roster_edit_pkey') return { refused: { kind: 'taken' } }
    throw error
  }
}

const insertNew = (
  db: Database,
  edit: NewEdit,
): Promise<{ readonly stored: EditRow } | { readonly refused: EditRefusal }> =>
  db.transaction().execute(async (transaction) => {
    const { run } = edit
    await transaction.selectFrom('run').select('id').where('id', '=', run.id).forNoKeyUpdate().execute()
    const known = await transaction.selectFrom('roster_edit').selectAll().where('id', '=', edit.id).executeTakeFirst()
    if (known) return known.run_id === run.id ? { stored: known } : { refused: { kind: 'taken' } }
    const revision = await revisionOf(transaction, run.id)
    if (edit.baseRevision > revision) return { refused: { kind: 'ahead', revision } }
    if (revision >= MAX_REVISION) return { refused: { kind: 'full' } }
    const clash = edit.baseRevision < revision ? await firstClash(transaction, edit) : undefined
    return clash ? { refused: clash } : { stored: await insertNext(transaction, edit, revision + 1) }
  })

async function revisionOf(db: Database | Transaction<Tables>, runId: string): Promise<number> {
  const { revision } = await db
    .selectFrom('roster_edit')
    .select((select) => select.fn.coalesce(select.fn.max('revision'), sql<number>`0`).as('revision'))
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow()
  return revision
}

async function firstClash(transaction: Transaction<Tables>, edit: NewEdit): Promise<EditRefusal | undefined> {
  const places = JSON.stringify(edit.cells.map(({ employeeId, day }) => ({ employee_id: employeeId, day })))
  const { rows } = await sql<{ employee_id: string; day: string }>`
    select employee_id, day
    from json_to_recordset(${places}::json) as place (employee_id text, day date)
    where exists (
      select 1 from roster_edit_cell cell join roster_edit other using (run_id, revision)
      where cell.run_id = ${edit.run.id} and cell.revision > ${edit.baseRevision} and other.editor <> ${edit.editor}
        and cell.employee_id = place.employee_id and cell.day = place.day
    )
    order by employee_id collate "C", day limit 1`.execute(transaction)
  return rows[0] && { kind: 'clash', employeeId: rows[0].employee_id, day: rows[0].day }
}

async function insertNext(
  transaction: Transaction<Tables>,
  { run, actorId, id, editor, kind, cells }: NewEdit,
  revision: number,
): Promise<EditRow> {
  const owned = { unit_id: run.unit_id, run_id: run.id, revision, created_by: actorId }
  const row = await transaction
    .insertInto('roster_edit')
    .values({ ...owned, id, editor, kind, cell_count: cells.length })
    .returningAll()
    .executeTakeFirstOrThrow()
  const rows = JSON.stringify(cells.map(({ employeeId, day, ...cell }) => ({ employee_id: employeeId, day, cell })))
  await sql`insert into roster_edit_cell (unit_id, run_id, revision, created_by, employee_id, day, cell)
    select ${run.unit_id}, ${run.id}::uuid, ${revision}::integer, ${actorId}, employee_id, day, cell
    from json_to_recordset(${rows}::json) as item (employee_id text, day date, cell jsonb)`.execute(transaction)
  await recordAudit(transaction, {
    ...{ unitId: run.unit_id, actorId, action: 'draft.edited', entity: 'draft', entityId: run.id },
    detail: { revision, editId: id, kind, cells: cells.length },
  })
  return row
}

/** @param mostEdits told of the newest at most */
export async function findDraft(db: Database, runId: string, mostEdits: number): Promise<StoredDraft> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return reading.execute(async (transaction) => {
    const edits = await transaction
      .selectFrom('roster_edit')
      .selectAll()
      .where('run_id', '=', runId)
      .orderBy('revision', 'desc')
      .limit(mostEdits)
      .execute()
    const cells = await transaction
      .selectFrom('roster_edit_cell')
      .distinctOn(['employee_id', 'day'])
      .select(['employee_id', 'day', 'cell'])
      .where('run_id', '=', runId)
      .orderBy('employee_id')
      .orderBy('day')
      .orderBy('revision', 'desc')
      .execute()
    return { revision: edits[0]?.revision ?? 0, cells: cells.map(cellFrom), edits }
  })
}

export const findRevision = (db: Database, runId: string): Promise<number> => revisionOf(db, runId)

/** Edits with their cells, oldest first. @param span after a revision, up to one */
export async function listEdits(
  db: Database,
  runId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<EditWithCells[]> {
  const edits = await db
    .selectFrom('roster_edit')
    .selectAll()
    .where('run_id', '=', runId)
    .where('revision', '>', after)
    .where('revision', '<=', upTo)
    .orderBy('revision')
    .execute()
  const cells = await db
    .selectFrom('roster_edit_cell')
    .select(['revision', 'employee_id', 'day', 'cell'])
    .where('run_id', '=', runId)
    .where('revision', '>', after)
    .where('revision', '<=', upTo)
    .orderBy(sql`employee_id collate "C"`)
    .orderBy('day')
    .execute()
  const cellsOf = Map.groupBy(cells, ({ revision }) => revision)
  return edits.map((edit) => ({ ...edit, cells: (cellsOf.get(edit.revision) ?? []).map(cellFrom) }))
}

const cellFrom = ({
  employee_id,
  day,
  cell,
}: Pick<Selectable<Tables['roster_edit_cell']>, 'employee_id' | 'day' | 'cell'>): DraftCell => ({
  employeeId: employee_id,
  day,
  ...cell,
})
