import { expect, test } from 'vitest'
import { draftStorage } from '../../../web/features/roster/desk/draft-storage.ts'

/** As much of `localStorage` as is used: its keys are its own properties. */
function browserStore(): Storage {
  const store = {}
  const put = (name: string, value: unknown) => Object.defineProperty(store, name, { value })
  const items: Record<string, string> = store
  put('getItem', (key: string) => items[key] ?? null)
  put('setItem', (key: string, value: string) => {
    items[key] = value
  })
  put('removeItem', (key: string) => delete items[key])
  return store as Storage
}

test('nobody finds another’s unsent edits, and each finds their own again', () => {
  const store = browserStore()
  const sam = draftStorage(store, 'sam')
  sam.setItem('tideline.unsent.r.1', 'edit')
  expect(draftStorage(store, 'ada').keys()).toEqual([])
  expect(draftStorage(store, 'ada').getItem('tideline.unsent.r.1')).toBe(null)
  expect(
    draftStorage(store, undefined)
      .keys()
      .filter((key) => key.startsWith('tideline.')),
  ).toEqual([])
  expect(draftStorage(store, 'sam').keys()).toEqual(['tideline.unsent.r.1'])
  sam.removeItem('tideline.unsent.r.1')
  expect(sam.keys()).toEqual([])
})
