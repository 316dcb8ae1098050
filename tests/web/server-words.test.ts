import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serverWordsIn } from '../../web/lib/server-words.ts'
import sentences from '../../web/locales/server-sentences.zh-CN.json' with { type: 'json' }

const chineseSentence = serverWordsIn(sentences)
const ROOT = join(import.meta.dirname, '../..')

const source = ['server', 'solver']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(ROOT, folder, file), 'utf8')),
  )
  .join('\n')

test('every sentence is one that the server says', () => {
  // What a template fills in is `{a}` here and `${...}` there, at times with a quotation mark before it.
  const isSaid = (english: string) => {
    const parts = english.split(/"?\{\w\}"?/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
    return new RegExp(parts.join('"?\\$\\{[^\\n]+?\\}"?')).test(source)
  }
  const unsaid = Object.keys(sentences).filter((english) => !english.split(/(?<=\.) (?=[A-Z])/).every(isSaid))
  expect(unsaid).toEqual([])
})

test('names that the program gives are translated by themselves and within a sentence; those of people stay', () => {
  expect(chineseSentence('Local planner')).toBe('本机用户')
  expect(chineseSentence('Load it')).toBe('Load it')
  const changed = (who: string) => chineseSentence(`was changed by ${who} on 2026-11-09 10:00`)
  expect(changed('Local planner')).toBe('已由 本机用户 于 2026-11-09 10:00 修改')
  expect(changed('Mei')).toBe('已由 Mei 于 2026-11-09 10:00 修改')
})

test('what differs in a sentence stands in the Chinese one', () => {
  expect(chineseSentence('has 3 cells, the header 5')).toBe('有 3 个单元格，而表头有 5 个')
  expect(chineseSentence('is not a time')).toBe('不是时间')
  expect(chineseSentence('constructor')).toBe('constructor')
  for (const [english, chinese] of Object.entries(sentences)) {
    const names = (text: string) => [...text.matchAll(/\{(\w)\}/g)].map(([, name]) => name)
    expect(names(english)).toEqual([...'abcde'].slice(0, names(english).length))
    expect([english, names(chinese).toSorted()]).toEqual([english, names(english)])
    const filled = (text: string) => text.replace(/\{(\w)\}/g, (_, name) => `${name}7`)
    expect(chineseSentence(filled(english))).toBe(filled(chinese))
  }
})
