import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { Plan } from '../contracts/plan.ts'
import type {
  PlanRevision,
  PlanRevisionList,
  RevisionComparison,
  RevisionFileChange,
  RevisionRestoreRequest,
} from '../contracts/revision.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database } from '../store/database.ts'
import { changePlan, findPlan, isPlan, type KeptText } from '../store/plan-store.ts'
import { findFilesAt, findHashes, findKeptContent, type KeptFile, listRevisions } from '../store/revision-store.ts'
import { lineChanges } from './line-changes.ts'
import { planOvertaken } from './plan-conflict.ts'
import type { PlanService } from './plan-service.ts'
import { notFound, ServiceError } from './service-error.ts'

const REVISIONS_LISTED = 50
/** Texts whose lines are told: larger ones are tables that nobody reads line by line. */
const MOST_BYTES = 512 * 1024
const LINES_OF_FILE = 300
/** Files whose lines are told. */
const FILES_TOLD = 40
const LEDGER = 'contacts/'

export interface RevisionService {
  /** Newest first. */
  list(planId: string, before?: number): Promise<PlanRevisionList>
  /** What differs of the files between two revisions, ordered by path. */
  compare(planId: string, from: number, to: number): Promise<RevisionComparison>
  /** Makes the files of a revision the plan's again, as a new revision. */
  restore(planId: string, revision: number, request: RevisionRestoreRequest, actor: Actor): Promise<Plan>
}

/** What a plan's files were at each of its revisions. */
export function revisionService(
  db: Database,
  { plans, tasks }: { readonly plans: Pick<PlanService, 'get'>; readonly tasks: Pick<PlanTasks, 'describe'> },
): RevisionService {
  const filesAt = async (planId: string, revision: number): Promise<KeptFile[]> => {
    const files = (await isPlan(db, planId)) && (await findFilesAt(db, planId, revision))
    if (!files) throw notFound('revision', `${planId} ${revision}`)
    return files
  }
  return {
    list: async (planId, before) => {
      if (!(await isPlan(db, planId))) throw notFound('plan', planId)
      const rows = await listRevisions(db, planId, { before, limit: REVISIONS_LISTED + 1 })
      const listed = rows.slice(0, REVISIONS_LISTED)
      return {
        revisions: listed.map(revisionFrom),
        next: rows.length > listed.length ? listed.at(-1)!.revision : null,
      }
    },
    compare: async (planId, from, to) => {
      const [older, newer] = [await filesAt(planId, from), await filesAt(planId, to)]
      const pairs = pairsOf(older, newer)
      const files: RevisionFileChange[] = []
      for (const [index, pair] of pairs.entries()) {
        const texts = index < FILES_TOLD && isSmall(pair) ? await textsOf(db, planId, pair) : undefined
        files.push(fileChange(pair, texts))
      }
      return { from, to, files }
    },
    restore: async (planId, revision, { expectedRevision, reason }, actor) => {
      const wanted = await filesAt(planId, revision)
      const plan = await findPlan(db, planId)
      if (plan?.revision !== expectedRevision) throw await planOvertaken(db, planId, expectedRevision)
      const now = await findHashes(db, planId)
      const files = new Map<string, KeptText | null>()
      for (const { path, sha256 } of wanted) if (now.get(path) !== sha256) files.set(path, { sha256 })
      const paths = new Set(wanted.map(({ path }) => path))
      for (const path of now.keys()) if (!paths.has(path)) files.set(path, null)
      if (files.size === 0)
        throw new ServiceError('conflict', 'The plan is as it was then. There is nothing to restore.')
      const described = await tasks.describe(await contentsOf(db, planId, wanted, now)).catch(refuse)
      const row = await db.transaction().execute((transaction) =>
        changePlan(transaction, {
          ...{ planId, seenRevision: expectedRevision, actorId: actor.id, files, ...described },
          ...{ action: 'plan.restored', reason, restoredRevision: revision, detail: { restoredRevision: revision } },
        }),
      )
      if (!row) throw await planOvertaken(db, planId, expectedRevision)
      return plans.get(planId)
    },
  }
}

const revisionFrom = (row: Awaited<ReturnType<typeof listRevisions>>[number]): PlanRevision => ({
  revision: row.revision,
  action: row.action,
  reason: row.reason,
  restoredRevision: row.restored_revision,
  inputHash: row.input_hash,
  at: row.created_at.toISOString(),
  by: row.created_by,
  name: row.name,
  paths: [...row.paths],
  pathCount: row.pathCount,
})

/** A path whose content differs; undefined on the side where there is none. */
interface Pair {
  readonly path: string
  readonly before: KeptFile | undefined
  readonly after: KeptFile | undefined
}

function pairsOf(older: readonly KeptFile[], newer: readonly KeptFile[]): Pair[] {
  const [before, after] = [older, newer].map((files) => new Map(files.map((file) => [file.path, file])))
  const paths = [...new Set([...before!.keys(), ...after!.keys()])].toSorted()
  return paths
    .map((path) => ({ path, before: before!.get(path), after: after!.get(path) }))
    .filter((pair) => pair.before?.sha256 !== pair.after?.sha256)
}

const isSmall = ({ path, before, after }: Pair): boolean =>
  !path.startsWith(LEDGER) && (before?.bytes ?? 0) <= MOST_BYTES && (after?.bytes ?? 0) <= MOST_BYTES

/** @returns undefined when one of them was erased */
async function textsOf(db: Database, planId: string, { before, after }: Pair): Promise<[string, string] | undefined> {
  const older = before ? await findKeptContent(db, planId, before) : ''
  const newer = after ? await findKeptContent(db, planId, after) : ''
  return older === undefined || newer === undefined ? undefined : [older, newer]
}

function fileChange({ path, before, after }: Pair, texts: readonly [string, string] | undefined): RevisionFileChange {
  const found = texts && lineChanges(...texts, LINES_OF_FILE)
  return {
    ...{ path, bytesBefore: before?.bytes ?? null, bytesAfter: after?.bytes ?? null },
    change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
    lines: found?.lines ?? null,
    isCut: found?.isCut ?? false,
  }
}

/** What a plan is read from: all but the ledger. @throws ServiceError when something of it was erased */
async function contentsOf(
  db: Database,
  planId: string,
  files: readonly KeptFile[],
  now: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const contents = new Map<string, string>()
  for (const file of files) {
    if (file.path.startsWith(LEDGER) && now.get(file.path) === file.sha256) continue
    const content = await findKeptContent(db, planId, file)
    if (content === undefined) throw erased(file.path)
    if (!file.path.startsWith(LEDGER)) contents.set(file.path, content)
  }
  return contents
}

const erased = (path: string): ServiceError =>
  new ServiceError(
    'conflict',
    `${path} of that revision was erased with the personal data in it. It cannot be restored; choose a later revision.`,
  )

function refuse(error: unknown): never {
  if (!(error instanceof PlanningInputError)) throw error
  const message = 'This version cannot read the plan as it was then; nothing was changed.'
  throw new ServiceError('invalidPlan', message, error.issues)
}
