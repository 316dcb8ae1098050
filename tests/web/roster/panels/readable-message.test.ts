import { expect, test } from 'vitest'
import { readableMessage } from '../../../../web/features/roster/panels/readable-message.ts'

const nameOf = (id: string) => (id === 'A1' ? 'Chen Jie' : id)
const momentOf = (stamp: string) => `<${stamp}>`

test('people go by their names, times and dates by the reader’s words', () => {
  expect(
    readableMessage(
      'A1 has 510 minutes of rest before the shift at 2026-11-10T08:00+08:00; 660 needed.',
      'A1',
      nameOf,
      momentOf,
    ),
  ).toBe('Chen Jie has 510 minutes of rest before the shift at <2026-11-10T08:00+08:00>; 660 needed.')
  expect(readableMessage("A1's shift on 2026-11-10, then 2026-11-12.", 'A1', nameOf, momentOf)).toBe(
    "Chen Jie's shift on <2026-11-10>, then <2026-11-12>.",
  )
  expect(readableMessage('3 of 4 A1 needed.', 'A1', nameOf, momentOf)).toBe('3 of 4 A1 needed.')
  expect(readableMessage('All together work 900 minutes.', undefined, nameOf, momentOf)).toBe(
    'All together work 900 minutes.',
  )
})
