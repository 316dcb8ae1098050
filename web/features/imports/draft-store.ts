import { useSyncExternalStore } from 'react'
import type { Detection, FileImport } from '../../../server/contracts/import.ts'
import { firstDraft, type ImportDraft } from './import-draft.ts'

export type UnderstoodImport = FileImport & { readonly detection: Detection }

const STORED = 'tideline.import.'

const drafts = new Map<string, ImportDraft>()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A file's draft, kept over changes of view and reloads of this tab. */
export function useDraft(item: UnderstoodImport) {
  const draft = useSyncExternalStore(subscribe, () => draftOf(item))
  return [draft, (change: Partial<ImportDraft>) => keep(item.id, { ...draftOf(item), ...change })] as const
}

function draftOf(item: UnderstoodImport): ImportDraft {
  const importId = item.id
  const known = drafts.get(importId)
  if (known) return known
  const stored = sessionStorage.getItem(STORED + importId)
  const draft = stored === null ? firstDraft(item) : (JSON.parse(stored) as ImportDraft)
  drafts.set(importId, draft)
  return draft
}

function keep(importId: string, draft: ImportDraft): void {
  drafts.set(importId, draft)
  sessionStorage.setItem(STORED + importId, JSON.stringify(draft))
  for (const listener of listeners) listener()
}

/** After the file's end. */
export function dropDraft(importId: string): void {
  drafts.delete(importId)
  sessionStorage.removeItem(STORED + importId)
}
