import { type Selectable, sql } from 'kysely'
import { type DraftCell, type DraftEditRequest, MAX_REVISION } from '../contracts/roster-draft.ts'
import { creatorName } from './actor-names.ts'
import type { Database } from './database.ts'
import type { RunKeys } from './run-store.ts'
import type { Tables } from './tables.ts'

export type EditRow = Selectable<Tables['roster_edit']> & { /** What they are called. */ readonly creator: string }
export type EditWithCells = EditRow & { readonly cells: readonly DraftCell[] }

const CREATOR = creatorName('roster_edit')

export interface NewEdit extends DraftEditRequest {
  readonly run: Pick<RunKeys, 'id' | 'unit_id'>
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
 * Stores an edit as the draft's next revision. One at a time of each run, so that whoever comes second sees the first; the
 * database does it in one go (migration 0014), so that nobody waits for another's server.
 * @returns the revision of the edit, also of one of the id that was stored before
 */
export async function insertEdit(
  db: Database,
  { run, actorId, id, editor, kind, baseRevision, cells }: NewEdit,
): Promise<{ readonly revision: number } | { readonly refused: EditRefusal }> {
  const rows = JSON.stringify(cells.map(({ employeeId, day, ...cell }) => ({ employee_id: employeeId, day, cell })))
  try {
    const { rows: outcomes } = await sql<EditOutcome>`select * from store_roster_edit(${run.unit_id}, ${run.id}::uuid,
      ${id}::uuid, ${actorId}, ${editor}::uuid, ${kind}, ${baseRevision}::integer, ${rows}::json,
      ${MAX_REVISION}::integer)`.execute(db)
    const { outcome, revision, employee_id: employeeId, day } = outcomes[0]!
    if (outcome === 'stored') return { revision }
    if (outcome === 'clash') return { refused: { kind: 'clash', employeeId, day } }
    return { refused: outcome === 'ahead' ? { kind: 'ahead', revision } : { kind: outcome } }
  } catch (error) {
    // An edit of a unit that the sender does not see has the id.
    if ((error as { constraint?: string }).constraint === 'roster_edit_pkey') return { refused: { kind: 'taken' } }
    throw error
  }
}

interface EditOutcome {
  readonly outcome: 'stored' | EditRefusal['kind']
  readonly revision: number
  /** Of the first cell that clashes. */
  readonly employee_id: string
  readonly day: string
}

/** @param mostEdits told of the newest at most */
export async function findDraft(db: Database, runId: string, mostEdits: number): Promise<StoredDraft> {
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return reading.execute(async (transaction) => {
    const [edits, cells] = await Promise.all([
      transaction
        .selectFrom('roster_edit')
        .selectAll()
        .select(CREATOR)
        .where('run_id', '=', runId)
        .orderBy('revision', 'desc')
        .limit(mostEdits)
        .execute(),
      transaction
        .selectFrom('roster_edit_cell')
        .distinctOn(['employee_id', 'day'])
        .select(['employee_id', 'day', 'cell'])
        .where('run_id', '=', runId)
        .orderBy('employee_id')
        .orderBy('day')
        .orderBy('revision', 'desc')
        .execute(),
    ])
    return { revision: edits[0]?.revision ?? 0, cells: cells.map(cellFrom), edits }
  })
}

export async function findRevision(db: Database, runId: string): Promise<number> {
  const { revision } = await db
    .selectFrom('roster_edit')
    .select((select) => select.fn.coalesce(select.fn.max('revision'), sql<number>`0`).as('revision'))
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow()
  return revision
}

/** Edits with their cells, oldest first. @param span after a revision, up to one */
export async function listEdits(
  db: Database,
  runId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<EditWithCells[]> {
  // Most often nobody else has edited.
  if (upTo <= after) return []
  const [edits, cells] = await Promise.all([
    db
      .selectFrom('roster_edit')
      .selectAll()
      .select(CREATOR)
      .where('run_id', '=', runId)
      .where('revision', '>', after)
      .where('revision', '<=', upTo)
      .orderBy('revision')
      .execute(),
    db
      .selectFrom('roster_edit_cell')
      .select(['revision', 'employee_id', 'day', 'cell'])
      .where('run_id', '=', runId)
      .where('revision', '>', after)
      .where('revision', '<=', upTo)
      .orderBy(sql`employee_id collate "C"`)
      .orderBy('day')
      .execute(),
  ])
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
