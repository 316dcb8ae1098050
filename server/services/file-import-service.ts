import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Actor, LEFTOVER_RULE } from '../auth/actor.ts'
import type { FileImport, ImportRequest } from '../contracts/import.ts'
import type { Database, StoreTransaction } from '../store/database.ts'
import {
  askForReading,
  endImport,
  type FileImportRow,
  findFileImport,
  findRejects,
  insertFileImport,
  listFileImports,
} from '../store/file-import-store.ts'
import type { JobQueue } from '../store/job-queue.ts'
import { findPlan, isPlan } from '../store/plan-store.ts'
import { type UploadFolder, UploadTooLarge } from '../store/upload-folder.ts'
import { keepUpload } from '../store/upload-store.ts'
import { fileImportFrom } from './file-import-outcome.ts'
import { notFound, ServiceError } from './service-error.ts'

export const UPLOAD_BYTES = 512 * 1024 * 1024
const IMPORTS_LISTED = 100
/** Files of a plan that may wait for a person; the oldest makes way for one more. */
const MAX_OPEN = 10

export interface FileImportDependencies {
  readonly db: Database
  readonly queue: JobQueue
  /** Where files lie while they are sent in. */
  readonly uploads: UploadFolder
}

/**
 * Files that are sent in, from their arrival until their rows are part of a plan. The file is kept in the database, where
 * every worker reaches it, until its import ends; workers look into it and read it.
 */
export class FileImportService {
  readonly #db: Database
  readonly #queue: JobQueue
  readonly #uploads: UploadFolder
  #isClosed = false

  constructor({ db, queue, uploads }: FileImportDependencies) {
    this.#db = db
    this.#queue = queue
    this.#uploads = uploads
  }

  /** Takes a file in; a worker begins to find out what it holds. */
  async receive(planId: string, fileName: string, stream: Readable, actor: Actor): Promise<FileImport> {
    const plan = await findPlan(this.#db, planId)
    if (!plan) throw notFound('plan', planId)
    if (this.#isClosed) throw stopping()
    const id = randomUUID()
    // To the disk first: a slow sender must not hold a connection of the database.
    const received = await this.#uploads.receive(id, stream, UPLOAD_BYTES).catch(refuseUpload)
    try {
      if (received.bytes === 0) throw new ServiceError('invalidRequest', `${fileName} is empty. Export it again.`)
      const item = { id, planId, fileName, ...received, unitId: plan.unit_id, actorId: actor.id }
      const row = await insertFileImport(this.#db, item, async (transaction, inserted) => {
        const owner = { importId: id, unitId: plan.unit_id, actorId: actor.id }
        await keepUpload(transaction, owner, this.#uploads.pathOf(id))
        await this.#send(transaction, inserted, actor, 'atOnce')
      })
      await this.#makeWay(planId)
      return fileImportFrom(row)
    } finally {
      await this.#uploads.remove(id)
    }
  }

  async get(id: string): Promise<FileImport> {
    return fileImportFrom(await this.#find(id))
  }

  /** Newest first. */
  async list(planId: string): Promise<FileImport[]> {
    if (!(await isPlan(this.#db, planId))) throw notFound('plan', planId)
    return (await listFileImports(this.#db, planId, IMPORTS_LISTED)).map(fileImportFrom)
  }

  /** Asks for a preview, or for the import itself. @throws ServiceError `conflict` unless the import is open */
  async read(id: string, request: ImportRequest, actor: Actor): Promise<FileImport> {
    await this.#find(id)
    if (this.#isClosed) throw stopping()
    const row = await askForReading(this.#db, id, { request, actorId: actor.id }, (transaction, asked) =>
      this.#send(transaction, asked, actor, 'soon'),
    )
    if (row === 'busy') {
      throw new ServiceError('conflict', 'Another file is being read into the plan. Try again when it is done.')
    }
    if (!row) {
      const { state } = await this.#find(id)
      throw new ServiceError('conflict', `The import was not open, so the file was not read; by now it is ${state}.`)
    }
    return fileImportFrom(row)
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
    const row = await this.#discard(id, actor)
    if (row) return fileImportFrom(row)
    const now = await this.#find(id)
    if (now.state !== 'applied') return fileImportFrom(now)
    throw new ServiceError(
      'conflict',
      `The import is ${state === 'applied' ? '' : 'by now '}applied; it cannot be discarded.`,
    )
  }

  /** Takes no further files. Those that wait are read by whoever is free. */
  close(): void {
    this.#isClosed = true
  }

  async #find(id: string): Promise<FileImportRow> {
    const row = await findFileImport(this.#db, id)
    if (!row) throw notFound('import', id)
    return row
  }

  #send(
    transaction: StoreTransaction,
    { id, unit_id: unitId, attempt }: FileImportRow,
    actor: Actor,
    urgency: 'atOnce' | 'soon',
  ): Promise<void> {
    const job = { kind: 'fileImport', id, unitId, actorId: actor.id, urgency, attempt: attempt + 1 } as const
    return this.#queue.send(transaction, [job])
  }

  #discard(id: string, actor: Actor): Promise<FileImportRow | undefined> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await endImport(transaction, id, actor.id, { state: 'discarded' })
      if (row) await this.#queue.remove(transaction, [id])
      return row
    })
  }

  /** Files that nobody came back to must not fill the disk. */
  async #makeWay(planId: string): Promise<void> {
    const open = (await listFileImports(this.#db, planId, IMPORTS_LISTED)).filter(({ state }) => state === 'open')
    for (const { id } of open.slice(MAX_OPEN)) await this.#discard(id, LEFTOVER_RULE)
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
