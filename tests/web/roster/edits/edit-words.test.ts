import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import type { EditRefusal } from '../../../../web/features/roster/edits/edit-context.ts'
import { REFUSALS } from '../../../../web/features/roster/edits/edit-context.ts'
import { adviceWords, refusalWords } from '../../../../web/features/roster/edits/edit-words.ts'
import en from '../../../../web/locales/en.json' with { type: 'json' }
import zhCN from '../../../../web/locales/zh-CN.json' with { type: 'json' }
import { contextOf, EMPTY_BOARD } from './sample-board.ts'

const texts = i18next.createInstance()
beforeAll(() =>
  texts.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
)

const name = (id: string) => `«${id}»`
const names = { template: name, queue: name, group: name, day: name }
const words = (refused: Pick<EditRefusal, 'reason' | 'figures'>, person = 0) =>
  refusalWords(texts.t, names, contextOf(EMPTY_BOARD), { place: { person, day: 1 }, ...refused })

test('a refusal names whose day it is and gives its figures, ids by their names', () => {
  expect(words({ reason: 'occupied', figures: { start: '09:00', end: '18:00' } })).toBe(
    'Anna Example, «2026-10-20»: there is already a shift from 09:00 to 18:00.',
  )
  expect(words({ reason: 'noSkill', figures: { queues: 'chat, mail' } })).toContain('«chat», «mail»')
  expect(words({ reason: 'templateGroup', figures: { template: 'late', group: 'care' } })).toContain(
    '«late» is not for the group «care»',
  )
  expect(words({ reason: 'tooMany', figures: { most: 500 } }, -1)).toBe(
    'Open shifts, «2026-10-20»: a day holds at most 500 shifts.',
  )
  const advice = { reason: 'startChosen', figures: { template: 'early', time: '07:00' } } as const
  expect(adviceWords(texts.t, names, advice)).toBe('«early» has several starts; 07:00 was chosen.')
})

test('every reason has words in both languages', () => {
  for (const { boardEdit } of [en, zhCN]) {
    expect(Object.keys(boardEdit.refused).sort()).toEqual([...REFUSALS].sort())
  }
})
