import { open } from 'node:fs/promises'
import type { Transaction } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** Held in memory at a time, on the way in and out. */
const CHUNK_BYTES = 1024 * 1024

/** Whose a file is. */
export interface UploadOwner {
  readonly importId: string
  readonly unitId: string
  readonly actorId: string
}

/** Keeps a file that was sent in where every worker can read it. It goes when its import ends. */
export async function keepUpload(transaction: Transaction<Tables>, owner: UploadOwner, path: string): Promise<void> {
  const { importId, unitId, actorId } = owner
  const file = await open(path)
  try {
    for (let number = 0; ; number++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK_BYTES))
      if (bytesRead === 0) return
      const content = buffer.subarray(0, bytesRead)
      const row = { unit_id: unitId, import_id: importId, number, content, created_by: actorId }
      await transaction.insertInto('upload_chunk').values(row).execute()
    }
  } finally {
    await file.close()
  }
}

/** Writes a kept file to a new one on this machine, which nobody else may read. @returns its bytes */
export async function copyUpload(db: Database, importId: string, path: string): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  let bytes = 0
  try {
    for (let number = 0; ; number++) {
      const chunk = await db
        .selectFrom('upload_chunk')
        .select('content')
        .where('import_id', '=', importId)
        .where('number', '=', number)
        .executeTakeFirst()
      if (!chunk) return bytes
      await file.write(chunk.content)
      bytes += chunk.content.length
    }
  } finally {
    await file.close()
  }
}

export async function removeUpload(transaction: Transaction<Tables>, importId: string): Promise<void> {
  await transaction.deleteFrom('upload_chunk').where('import_id', '=', importId).execute()
}
