import { useSyncExternalStore } from 'react'
import { type FileUpload, MAX_IMPORT_BYTES, uploadFile } from '../../lib/import-queries.ts'

export type UploadState =
  | { readonly name: 'waiting' }
  | { readonly name: 'sending'; readonly share: number }
  | { readonly name: 'sent'; readonly importId: string }
  | { readonly name: 'failed'; readonly error: Error }
  | { readonly name: 'refused'; readonly reason: 'tooLarge' | 'empty' }

/** A file on its way to the server. */
export interface Upload {
  readonly key: number
  readonly planId: string
  readonly file: File
  readonly state: UploadState
}

let uploads: readonly Upload[] = []
let lastKey = 0
const running = new Map<number, FileUpload>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Files of this tab on their way to the server, those of all plans; they go on while other views are shown. */
export const useUploads = (): readonly Upload[] => useSyncExternalStore(subscribe, () => uploads)

function replace(next: readonly Upload[]): void {
  uploads = next
  for (const listener of listeners) listener()
}

const setState = (key: number, state: UploadState): void =>
  replace(uploads.map((upload) => (upload.key === key ? { ...upload, state } : upload)))

/** Sends files one after the other. `isNewBatch` forgets files that have arrived before. */
export function addUploads(planId: string, files: readonly File[], { isNewBatch }: { isNewBatch: boolean }): void {
  const kept = isNewBatch
    ? uploads.filter(({ state }) => state.name === 'sending' || state.name === 'waiting')
    : uploads
  const added = files.map((file): Upload => {
    lastKey += 1
    return { key: lastKey, planId, file, state: refusal(file) ?? { name: 'waiting' } }
  })
  replace([...kept, ...added])
  void sendNext()
}

function refusal(file: File): UploadState | undefined {
  if (file.size === 0) return { name: 'refused', reason: 'empty' }
  return file.size > MAX_IMPORT_BYTES ? { name: 'refused', reason: 'tooLarge' } : undefined
}

export function retryUpload(key: number): void {
  setState(key, { name: 'waiting' })
  void sendNext()
}

/** Stops the sending of a file, and forgets it. */
export function removeUpload(key: number): void {
  replace(uploads.filter((upload) => upload.key !== key))
  running.get(key)?.abort()
}

async function sendNext(): Promise<void> {
  const next = uploads.find(({ state }) => state.name === 'waiting')
  if (!next || running.size > 0) return
  setState(next.key, { name: 'sending', share: 0 })
  const upload = uploadFile(next.planId, next.file, (share) => setState(next.key, { name: 'sending', share }))
  running.set(next.key, upload)
  try {
    const { id } = await upload.sent
    setState(next.key, { name: 'sent', importId: id })
  } catch (error) {
    setState(next.key, { name: 'failed', error: error as Error })
  } finally {
    running.delete(next.key)
    void sendNext()
  }
}
