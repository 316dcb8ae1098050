import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Actor, LEFTOVER_RULE } from '../auth/actor.ts'
import type { FileImport, ImportRequest } from '../contracts/import.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { ReadFile, ReceivedFile } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import {
  endImport,
  type FileImportRow,
  findFileImport,
  findRejects,
  type ImportEnding,
  insertFileImport,
  listFileImports,
  listUnfinishedImports,
  openImport,
  startReading,
} from '../store/file-import-store.ts'
import { changePlan, findPlan, findPlanFile, findPlanWithFiles, listPlanPaths } from '../store/plan-store.ts'
import { type UploadFolder, UploadTooLarge } from '../store/upload-folder.ts'
import { detectionFailure, fileImportFrom, IMPORT_INTERRUPTED, readingFailure } from './file-import-outcome.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'

export const UPLOAD_BYTES = 512 * 1024 * 1024
const IMPORTS_LISTED = 100
/** Files of a plan that may wait for a person; the oldest makes way for one more. */
const MAX_OPEN = 10
/** Readings of one file when the plan changes meanwhile. */
const TRIES = 3

/** A detection or a reading under way in this process. */
interface InHand {
  readonly stop: AbortController
  progress: number | null
  done: Promise<void>
}

export interface FileImportDependencies {
  readonly db: Database
  readonly tasks: Pick<PlanTasks, 'detect' | 'readFile'>
  readonly uploads: UploadFolder
  readonly log: ServiceLog
}

/**
 * Files that are sent in, from their arrival until their rows are part of a plan. The database knows every state and
 * takes an import's rows in one transaction; this object holds only what is under way.
 */
export class FileImportService {
  readonly #db: Database
  readonly #tasks: FileImportDependencies['tasks']
  readonly #uploads: UploadFolder
  readonly #log: ServiceLog
  readonly #inHand = new Map<string, InHand>()
  #isClosed = false

  constructor({ db, tasks, uploads, log }: FileImportDependencies) {
    this.#db = db
    this.#tasks = tasks
    this.#uploads = uploads
    this.#log = log
  }

  /** Ends what an earlier process was at; files that wait for a person go on waiting, if they are there in full. */
  async endLeftovers(): Promise<number> {
    const waiting = new Set<string>()
    let ended = 0
    for (const row of await listUnfinishedImports(this.#db)) {
      if (row.state === 'open' && (await this.#uploads.has(row.id, row.bytes))) waiting.add(row.id)
      else if (await this.#end(row.id, LEFTOVER_RULE, { state: 'failed', error: IMPORT_INTERRUPTED })) ended++
    }
    await this.#uploads.removeOthers(waiting)
    return ended
  }

  /** Takes a file in and begins to find out what it holds. */
  async receive(planId: string, fileName: string, stream: Readable, actor: Actor): Promise<FileImport> {
    const plan = await findPlan(this.#db, planId)
    if (!plan) throw notFound('plan', planId)
    if (this.#isClosed) throw stopping()
    const id = randomUUID()
    const received = await this.#uploads.receive(id, stream, UPLOAD_BYTES).catch(refuseUpload)
    try {
      if (received.bytes === 0) throw new ServiceError('invalidRequest', `${fileName} is empty. Export it again.`)
      const row = await insertFileImport(this.#db, {
        ...{ id, planId, fileName, ...received, unitId: plan.unit_id, actorId: actor.id },
      })
      this.#begin(id, (inHand) => this.#detect(row, inHand))
      await this.#makeWay(planId)
      return this.#show(row)
    } catch (error) {
      if (!this.#inHand.has(id)) await this.#uploads.remove(id)
      throw error
    }
  }

  async get(id: string): Promise<FileImport> {
    return this.#show(await this.#find(id))
  }

  /** Newest first. */
  async list(planId: string): Promise<FileImport[]> {
    if (!(await findPlan(this.#db, planId))) throw notFound('plan', planId)
    return (await listFileImports(this.#db, planId, IMPORTS_LISTED)).map((row) => this.#show(row))
  }

  /** Begins a preview, or the import itself. @throws ServiceError `conflict` unless the import is open */
  async read(id: string, request: ImportRequest, actor: Actor): Promise<FileImport> {
    await this.#find(id)
    if (this.#isClosed) throw stopping()
    const row = await startReading(this.#db, id, actor.id)
    if (row === 'busy') {
      throw new ServiceError('conflict', 'Another file is being read into the plan. Try again when it is done.')
    }
    if (!row) {
      const { state } = await this.#find(id)
      throw new ServiceError('conflict', `The import was not open, so the file was not read; by now it is ${state}.`)
    }
    this.#begin(id, (inHand) => this.#read(row, request, actor, inHand))
    return this.#show(row)
  }

  /** All rows that were not taken, as CSV; gzipped. */
  async rejects(id: string): Promise<Buffer> {
    const { state } = await this.#find(id)
    const rejects = await findRejects(this.#db, id)
    if (rejects) return rejects
    throw new ServiceError('notReady', `There is no list of rejects: the import is ${state}. Ask for a preview first.`)
  }

  /** @throws ServiceError `conflict` when the rows are part of the plan already */
  async discard(id: string, actor: Actor): Promise<FileImport> {
    const { state } = await this.#find(id)
    const row = await this.#end(id, actor, { state: 'discarded' })
    if (row) return this.#show(row)
    const now = await this.#find(id)
    if (now.state !== 'applied') return this.#show(now)
    throw new ServiceError(
      'conflict',
      `The import is ${state === 'applied' ? '' : 'by now '}applied; it cannot be discarded.`,
    )
  }

  /** Resolves when nothing of the import is under way any more. */
  async settled(id: string): Promise<FileImport> {
    await this.#inHand.get(id)?.done
    return this.get(id)
  }

  /** Ends what is under way; nothing of it has changed a plan. */
  async close(): Promise<void> {
    this.#isClosed = true
    const inHand = [...this.#inHand]
    for (const [, { stop }] of inHand) stop.abort(new Error('the server stops'))
    await Promise.all(inHand.map(([, { done }]) => done))
    for (const [id] of inHand) {
      // Without the database the next start marks it.
      await this.#end(id, LEFTOVER_RULE, { state: 'failed', error: IMPORT_INTERRUPTED }).catch((error) =>
        this.#log.error({ importId: id, err: error }, 'import could not be marked'),
      )
    }
  }

  async #find(id: string): Promise<FileImportRow> {
    const row = await findFileImport(this.#db, id)
    if (!row) throw notFound('import', id)
    return row
  }

  /** Never throws: whoever began the work has gone. */
  #begin(id: string, work: (inHand: InHand) => Promise<unknown>): void {
    const inHand: InHand = { stop: new AbortController(), progress: null, done: Promise.resolve() }
    this.#inHand.set(id, inHand)
    inHand.done = work(inHand)
      .then(
        () => undefined,
        (error) => this.#giveUp(id, error),
      )
      .finally(() => this.#inHand.delete(id))
  }

  /** An import must not stay under way for ever: it would keep other files from the plan. */
  async #giveUp(id: string, cause: unknown): Promise<void> {
    this.#log.error({ importId: id, err: cause }, 'import could not be carried through')
    // Without the database the next start marks it.
    await this.#end(id, LEFTOVER_RULE, { state: 'failed', error: readingFailure(cause) }).catch((error) =>
      this.#log.error({ importId: id, err: error }, 'import could not be marked'),
    )
  }

  async #detect(row: FileImportRow, { stop }: InHand): Promise<void> {
    try {
      const found = await findPlanWithFiles(this.#db, row.plan_id)
      const detection = await this.#tasks.detect(this.#fileOf(row), found!.files, stop.signal)
      await openImport(this.#db, row.id, { detection })
    } catch (error) {
      if (stop.signal.aborted) return
      this.#logFault(row, error)
      await this.#end(row.id, { id: row.created_by }, { state: 'failed', error: detectionFailure(error) })
    }
  }

  async #read(row: FileImportRow, request: ImportRequest, actor: Actor, inHand: InHand): Promise<void> {
    // The mapping is kept, so that a page that was closed goes on from it.
    const detection = row.detection === null ? {} : { detection: { ...row.detection, mapping: request.mapping } }
    try {
      for (let tries = 1; tries <= TRIES; tries++) if (await this.#readOnce(row, request, actor, inHand)) return
      const message = 'The plan was changed by others while the file was read. Nothing was taken in; try again.'
      await openImport(this.#db, row.id, { ...detection, error: { message, issues: [] } })
    } catch (error) {
      if (inHand.stop.signal.aborted) return
      this.#logFault(row, error)
      await openImport(this.#db, row.id, {
        ...{ ...detection, report: null, rejectsGzip: null, error: readingFailure(error) },
      })
    }
  }

  /** @returns false, with nothing changed, when the plan was changed meanwhile */
  async #readOnce(row: FileImportRow, request: ImportRequest, actor: Actor, inHand: InHand): Promise<boolean> {
    const found = await findPlanWithFiles(this.#db, row.plan_id)
    const paths = await listPlanPaths(this.#db, row.plan_id)
    const read = await this.#tasks.readFile(
      { file: this.#fileOf(row), files: found!.files, paths, request },
      {
        onProgress: (fraction) => {
          inHand.progress = fraction
        },
        answer: (path) => findPlanFile(this.#db, row.plan_id, path),
      },
      inHand.stop.signal,
    )
    if (read.report.fileHash !== row.sha256) throw new Error('the file is not the one that was sent in')
    if (request.apply) return this.#apply(row, read, found!.row.revision, actor)
    await openImport(this.#db, row.id, {
      ...{ report: read.report, rejectsGzip: Buffer.from(read.rejectsGzip) },
      ...(row.detection === null ? {} : { detection: { ...row.detection, mapping: request.mapping } }),
    })
    return true
  }

  /** The plan's files, what is stored of them, the import's end and the audit entries: all or nothing. */
  async #apply(row: FileImportRow, read: ReadFile, seenRevision: number, actor: Actor): Promise<boolean> {
    const { report, files, described } = read
    const overtaken = new Error('the plan was changed meanwhile')
    try {
      await this.#db.transaction().execute(async (transaction) => {
        const rejectsGzip = Buffer.from(read.rejectsGzip)
        const ended = await endImport(transaction, row.id, actor.id, { state: 'applied', report, rejectsGzip })
        // Somebody discarded it at the last moment.
        if (!ended || !described) return
        const { added, updated, fileHash, mapping } = report
        const changed = await changePlan(transaction, {
          ...{ planId: row.plan_id, seenRevision, actorId: actor.id, files, ...described },
          ...{ action: 'plan.fileImported', detail: { importId: row.id, fileHash, mapping, added, updated } },
        })
        if (!changed) throw overtaken
      })
    } catch (error) {
      if (error === overtaken) return false
      throw error
    }
    await this.#uploads.remove(row.id)
    return true
  }

  async #end(id: string, actor: Actor, ending: ImportEnding): Promise<FileImportRow | undefined> {
    const row = await this.#db.transaction().execute((transaction) => endImport(transaction, id, actor.id, ending))
    if (!row) return undefined
    this.#inHand.get(id)?.stop.abort(new Error('the import is over'))
    await this.#uploads.remove(id)
    return row
  }

  /** Files that nobody came back to must not fill the disk. */
  async #makeWay(planId: string): Promise<void> {
    const open = (await listFileImports(this.#db, planId, IMPORTS_LISTED)).filter(({ state }) => state === 'open')
    for (const { id } of open.slice(MAX_OPEN)) await this.#end(id, LEFTOVER_RULE, { state: 'discarded' })
  }

  #fileOf(row: FileImportRow): ReceivedFile {
    return { path: this.#uploads.pathOf(row.id), fileName: row.file_name }
  }

  #logFault(row: FileImportRow, error: unknown): void {
    // What is wrong with a file may name people; it is stored with the import and kept out of the log.
    if ((error as Error).name === 'PlanningInputError') return
    this.#log.error({ importId: row.id, err: error }, 'import failed')
  }

  #show(row: FileImportRow): FileImport {
    return fileImportFrom(row, this.#inHand.get(row.id)?.progress ?? null)
  }
}

const stopping = () => new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')

export const tooLarge = () =>
  new ServiceError('tooLarge', 'The file is larger than 512 MB. Export it in parts, by month for instance.')

function refuseUpload(error: unknown): never {
  if (error instanceof UploadTooLarge) throw tooLarge()
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ECONNRESET') throw new ServiceError('invalidRequest', 'The file did not arrive in full. Send it again.')
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    throw new ServiceError(
      'unavailable',
      'The disk of the server is full; the file was not kept. Make room and try again.',
    )
  }
  throw error
}
