import { LEFTOVER_RULE } from '../auth/actor.ts'
import type { ImportRequest } from '../contracts/import.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { ReadFile, ReceivedFile } from '../jobs/worker-task.ts'
import { detectionFailure, IMPORT_INTERRUPTED, readingFailure } from '../services/file-import-outcome.ts'
import type { ServiceLog } from '../services/service-log.ts'
import type { Database } from '../store/database.ts'
import {
  endImport,
  type FileImportRow,
  findFileImport,
  type ImportEnding,
  openImport,
  startImport,
  storeImportProgress,
} from '../store/file-import-store.ts'
import { changePlan, findPlanFile, findPlanWithFiles, listPlanPaths } from '../store/plan-store.ts'
import { topicOf } from '../store/signals.ts'
import type { UploadFolder } from '../store/upload-folder.ts'
import { copyUpload } from '../store/upload-store.ts'
import type { JobInHand, JobWork } from './job-work.ts'
import { ProgressWriter } from './progress-writer.ts'

/** Readings of one file when the plan changes meanwhile. */
const TRIES = 3

export interface FileImportWorkParts {
  readonly tasks: Pick<PlanTasks, 'detect' | 'readFile'>
  /** Where files lie while they are read. */
  readonly uploads: UploadFolder
  readonly log: ServiceLog
}

/** How files that were sent in are looked into, and read into their plans. */
export const fileImportWork = (db: Database, parts: FileImportWorkParts): JobWork => ({
  topicOf: ({ id }) => topicOf('fileImport', id),
  standing: async ({ id, attempt }) => {
    const row = await findFileImport(db, id)
    const isUnderWay = row?.state === 'detecting' || row?.state === 'reading'
    return isUnderWay && row.attempt <= attempt ? 'goOn' : 'over'
  },
  perform: async (inHand) => {
    const { id, attempt } = inHand.job
    const row = await startImport(db, id, attempt)
    if (!row) return
    const reading = new FileReading(db, parts, inHand)
    try {
      await reading.perform(row)
    } catch (error) {
      if (inHand.signal.aborted) return
      parts.log.error({ importId: id, err: error }, 'import could not be carried through')
      // It must not stay under way for ever: it would keep other files from the plan.
      await endBy(db, row, LEFTOVER_RULE.id, { state: 'failed', error: readingFailure(error) })
    }
  },
  // It is told as being read while it waits, too.
  putBack: async () => undefined,
  giveUp: async ({ id, attempt }) => {
    const row = await startImport(db, id, attempt)
    if (row) await endBy(db, row, LEFTOVER_RULE.id, { state: 'failed', error: IMPORT_INTERRUPTED })
  },
})

const endBy = (db: Database, { id, attempt }: FileImportRow, actorId: string, ending: ImportEnding) =>
  db.transaction().execute((transaction) => endImport(transaction, id, actorId, ending, attempt))

/** One file in hand, copied out of the database for as long as it is. */
class FileReading {
  readonly #db: Database
  readonly #parts: FileImportWorkParts
  readonly #inHand: JobInHand

  constructor(db: Database, parts: FileImportWorkParts, inHand: JobInHand) {
    this.#db = db
    this.#parts = parts
    this.#inHand = inHand
  }

  async perform(row: FileImportRow): Promise<void> {
    const { uploads } = this.#parts
    const name = `${row.id}-${row.attempt}`
    const file = { path: uploads.pathOf(name), fileName: row.file_name }
    try {
      await uploads.make()
      const bytes = await copyUpload(this.#db, row.id, file.path)
      // It may have been discarded meanwhile, and the file with it.
      if (bytes !== row.bytes && this.#isGivenUp()) return
      if (row.state === 'detecting') await this.#detect(row, file)
      else if (row.request) await this.#read(row, row.request.request, file)
    } finally {
      await uploads.remove(name)
    }
  }

  #isGivenUp = (): boolean => this.#inHand.signal.aborted

  async #detect(row: FileImportRow, file: ReceivedFile): Promise<void> {
    try {
      const found = await findPlanWithFiles(this.#db, row.plan_id)
      const detection = await this.#parts.tasks.detect(file, found!.files, this.#inHand.signal)
      await openImport(this.#db, row.id, row.attempt, { detection })
    } catch (error) {
      if (this.#isGivenUp()) return
      this.#logFault(row, error)
      await endBy(this.#db, row, row.created_by, { state: 'failed', error: detectionFailure(error) })
    }
  }

  async #read(row: FileImportRow, request: ImportRequest, file: ReceivedFile): Promise<void> {
    // The mapping is kept, so that a page that was closed goes on from it.
    const detection = row.detection === null ? {} : { detection: { ...row.detection, mapping: request.mapping } }
    try {
      for (let tries = 1; tries <= TRIES; tries++) if (await this.#readOnce(row, request, file)) return
      const message = 'The plan was changed by others while the file was read. Nothing was taken in; try again.'
      await openImport(this.#db, row.id, row.attempt, { ...detection, error: { message, issues: [] } })
    } catch (error) {
      if (this.#isGivenUp()) return
      this.#logFault(row, error)
      await openImport(this.#db, row.id, row.attempt, {
        ...{ ...detection, report: null, rejectsGzip: null, error: readingFailure(error) },
      })
    }
  }

  /** @returns false, with nothing changed, when the plan was changed meanwhile */
  async #readOnce(row: FileImportRow, request: ImportRequest, file: ReceivedFile): Promise<boolean> {
    const { tasks, log } = this.#parts
    const found = await findPlanWithFiles(this.#db, row.plan_id)
    const paths = await listPlanPaths(this.#db, row.plan_id)
    const progress = new ProgressWriter<number>(
      (fraction) => storeImportProgress(this.#db, row.id, row.attempt, fraction),
      (error) => log.error({ importId: row.id, err: error }, 'progress could not be stored'),
    )
    const read = await tasks
      .readFile(
        { file, files: found!.files, paths, request },
        { onProgress: progress.say, answer: (path) => findPlanFile(this.#db, row.plan_id, path) },
        this.#inHand.signal,
      )
      .finally(() => progress.end())
    if (read.report.fileHash !== row.sha256) throw new Error('the file is not the one that was sent in')
    if (request.apply) return this.#apply(row, read, found!.row.revision)
    await openImport(this.#db, row.id, row.attempt, {
      ...{ report: read.report, rejectsGzip: Buffer.from(read.rejectsGzip) },
      ...(row.detection === null ? {} : { detection: { ...row.detection, mapping: request.mapping } }),
    })
    return true
  }

  /** The plan's files, what is stored of them, the import's end and the audit entries: all or nothing. */
  async #apply(row: FileImportRow, read: ReadFile, seenRevision: number): Promise<boolean> {
    const { report, files, described } = read
    const { actorId } = this.#inHand.job
    const overtaken = new Error('the plan was changed meanwhile')
    try {
      await this.#db.transaction().execute(async (transaction) => {
        const ending = { state: 'applied', report, rejectsGzip: Buffer.from(read.rejectsGzip) } as const
        const ended = await endImport(transaction, row.id, actorId, ending, row.attempt)
        // Somebody discarded it at the last moment, or began it again.
        if (!ended || !described) return
        const { added, updated, fileHash, mapping } = report
        const changed = await changePlan(transaction, {
          ...{ planId: row.plan_id, seenRevision, actorId, files, ...described },
          ...{ action: 'plan.fileImported', detail: { importId: row.id, fileHash, mapping, added, updated } },
        })
        if (!changed) throw overtaken
      })
    } catch (error) {
      if (error === overtaken) return false
      throw error
    }
    return true
  }

  #logFault(row: FileImportRow, error: unknown): void {
    // What is wrong with a file may name people; it is stored with the import and kept out of the log.
    if ((error as Error).name === 'PlanningInputError') return
    this.#parts.log.error({ importId: row.id, err: error }, 'import failed')
  }
}
