import type { DraftStorage } from '../edits/draft-sync.ts'

/**
 * The browser's storage for the unsent edits of one person: on a machine of several, nobody sends or sees another's.
 * @param store `localStorage`
 * @param owner whose edits they are; undefined where nobody signs in
 */
export function draftStorage(store: Storage, owner: string | undefined): DraftStorage {
  const prefix = owner === undefined ? '' : `person ${owner} `
  return {
    getItem: (key) => store.getItem(prefix + key),
    setItem: (key, value) => store.setItem(prefix + key, value),
    removeItem: (key) => store.removeItem(prefix + key),
    keys: () => Object.keys(store).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])),
  }
}
