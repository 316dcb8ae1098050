import { LRUCache } from 'lru-cache'
import { compareIds } from '../../solver/domain/roster.ts'
import type { Actor } from '../auth/actor.ts'
import {
  type DraftCell,
  type DraftEdit,
  type DraftEditRequest,
  type DraftEditSummary,
  type DraftEdits,
  type DraftEventData,
  EDITS_LISTED,
  MAX_REVISION,
  type RosterDraft,
} from '../contracts/roster-draft.ts'
import type { Database } from '../store/database.ts'
import {
  type EditRefusal,
  type EditRow,
  type EditWithCells,
  findDraft,
  findRevision,
  insertEdit,
  listEdits,
} from '../store/draft-store.ts'
import { findRunKeys, type RunKeys } from '../store/run-store.ts'
import type { Signals } from '../store/signals.ts'
import { cellIssues, differsFromRun } from './draft-cells.ts'
import { type DraftFrame, draftFrame, OPEN_SHIFTS } from './draft-frame.ts'
import { LiveEvents } from './live-events.ts'
import type { RunResults } from './run-results.ts'
import { notFound, ServiceError } from './service-error.ts'

const FRAMES_KEPT = 6
const FRAME_FILES = ['board.json', 'score-basis.json'] as const

/**
 * Drafts: what planners change of the roster of a run, cell by cell, each day of a person a cell. Edits are kept one after
 * the other for good; the draft is the run's roster with the latest of each cell.
 */
export class DraftService {
  readonly #db: Database
  /** Frames of the runs that are being edited; one takes a moment to read. */
  readonly #frames: LRUCache<string, DraftFrame, string>
  readonly #revisions: LiveEvents<DraftEventData>

  constructor(db: Database, results: Pick<RunResults, 'text'>, signals: Signals) {
    this.#db = db
    this.#revisions = new LiveEvents<DraftEventData>(signals, 'draft')
    this.#frames = new LRUCache({
      max: FRAMES_KEPT,
      fetchMethod: async (_key, _old, { context: runId }) => {
        // One after the other, so that a run that has neither is told by the same one every time.
        const board = await results.text(runId, 'board.json')
        return draftFrame(board, await results.text(runId, 'score-basis.json'))
      },
    })
  }

  async get(runId: string): Promise<RosterDraft> {
    const { revision, cells, edits } = await this.stands(runId)
    return { runId, revision, cells: [...cells], edits: edits.map(summaryOf) }
  }

  /** The draft with what its cells are named and compared by. */
  async stands(runId: string) {
    const { frame } = await this.#framed(runId)
    const { revision, cells, edits } = await findDraft(this.#db, runId, EDITS_LISTED)
    const changed = cells.filter((cell) => differsFromRun(frame, cell))
    return { frame, revision, edits, cells: changed.sort(byPlace) as readonly DraftCell[] }
  }

  /**
   * Stores an edit, once however often it is sent.
   * @returns all edits since the revision that the sender saw, its own last
   * @throws ServiceError `conflict` when somebody else changed one of its cells since; nothing is stored then
   */
  async edit(runId: string, request: DraftEditRequest, actor: Actor): Promise<DraftEdits> {
    const { run, frame } = await this.#framed(runId)
    const issues = cellIssues(frame, request.cells)
    if (issues.length > 0) {
      throw new ServiceError('invalidRequest', 'The edit has cells that the roster cannot have.', issues)
    }
    const outcome = await insertEdit(this.#db, { ...request, run, actorId: actor.id })
    if ('refused' in outcome) throw refusal(outcome.refused, frame, request)
    const { revision } = outcome
    const edits = await listEdits(this.#db, runId, { after: request.baseRevision, upTo: revision })
    return { revision, edits: edits.map(editOf) }
  }

  async edits(runId: string, after: number): Promise<DraftEdits> {
    await this.#runOf(runId)
    const revision = await findRevision(this.#db, runId)
    const edits = await listEdits(this.#db, runId, { after, upTo: revision })
    return { revision, edits: edits.map(editOf) }
  }

  /** The draft's revision, and each one that follows it, until the reader leaves. */
  follow(runId: string, reader: AbortSignal): AsyncGenerator<DraftEventData> {
    return this.#revisions.follow(runId, async () => ({ revision: await findRevision(this.#db, runId) }), reader)
  }

  /** @throws ServiceError for a run that there is not */
  async refuseUnknown(runId: string): Promise<void> {
    await this.#runOf(runId)
  }

  /** Ends every stream. */
  close(): void {
    this.#revisions.close()
  }

  /** Frames are kept for everybody: whether the sender may see the run at all, and how it stands, is asked first. */
  async #framed(runId: string): Promise<{ readonly run: RunKeys; readonly frame: DraftFrame }> {
    const run = await this.#runOf(runId)
    const key = [runId, ...FRAME_FILES.map((name) => run.hashes.get(name))].join(' ')
    return { run, frame: await this.#frames.forceFetch(key, { context: runId }) }
  }

  async #runOf(runId: string): Promise<RunKeys> {
    const run = await findRunKeys(this.#db, runId, FRAME_FILES)
    if (!run) throw notFound('run', runId)
    return run
  }
}

const byPlace = (a: DraftCell, b: DraftCell): number =>
  compareIds(a.employeeId, b.employeeId) || compareIds(a.day, b.day)

function refusal(refused: EditRefusal, frame: DraftFrame, { baseRevision, id }: DraftEditRequest): ServiceError {
  if (refused.kind === 'taken') {
    return new ServiceError('conflict', `Edit ${id} is of another run. Give each edit an id of its own.`)
  }
  if (refused.kind === 'full') {
    return new ServiceError(
      'conflict',
      `The draft has had ${MAX_REVISION} edits, its most. Make a run of it and go on.`,
    )
  }
  if (refused.kind === 'ahead') {
    const seen = `The edit was made after revision ${baseRevision}, and the draft is at ${refused.revision}.`
    return new ServiceError('conflict', `${seen} Load the draft again.`)
  }
  const { employeeId, day } = refused
  const person = `${frame.people.get(employeeId)} (${employeeId})`
  const changed =
    employeeId === OPEN_SHIFTS
      ? `Somebody else changed the open shifts on ${day} meanwhile.`
      : `Somebody else changed the shifts of ${person} on ${day} meanwhile.`
  return new ServiceError('conflict', `${changed} Nothing was stored: load their edits, then decide again.`)
}

const factsOf = (row: EditRow) => ({
  ...{ revision: row.revision, id: row.id, editor: row.editor, kind: row.kind },
  ...{ at: row.created_at.toISOString(), by: row.created_by, name: row.creator },
})
const summaryOf = (row: EditRow): DraftEditSummary => ({ ...factsOf(row), cells: row.cell_count })
const editOf = (row: EditWithCells): DraftEdit => ({
  ...factsOf(row),
  cellCount: row.cell_count,
  cells: [...row.cells],
})
