import { afterEach, expect, test, vi } from 'vitest'
import { clipboardText, writeClipboard } from '../../../../web/features/roster/desk/page-clipboard.ts'

afterEach(() => vi.unstubAllGlobals())

test('words go to the clipboard and come back', async () => {
  let held = ''
  const clipboard = {
    writeText: async (text: string) => {
      held = text
    },
    readText: async () => held,
  }
  vi.stubGlobal('navigator', { clipboard })
  writeClipboard('09:00-18:00\toff')
  expect(await clipboardText()).toBe('09:00-18:00\toff')
})

test.each([
  ['has none', undefined],
  [
    'refuses it',
    { writeText: () => Promise.reject(new Error('denied')), readText: () => Promise.reject(new Error('denied')) },
  ],
])('a page that %s goes on without a clipboard', async (_, clipboard) => {
  vi.stubGlobal('navigator', { clipboard })
  writeClipboard('09:00-18:00')
  expect(await clipboardText()).toBeUndefined()
})
