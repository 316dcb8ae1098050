import { expect, test } from 'vitest'
import type { PlanSettingsReply, SettingsItem } from '../../../server/contracts/settings.ts'
import {
  editingById,
  editingRow,
  isSame,
  placeOf,
  problemsOf,
  withValueAt,
} from '../../../web/features/settings/draft.ts'
import { editingPerson } from '../../../web/features/settings/person-draft.ts'

const NONE = {
  ...{ queues: [], groups: [], contracts: [], shiftTemplates: [], rulePacks: [], workRules: [] },
  ...{ people: [], availability: [], calendar: [] },
}
const settingsWith = (sections: Partial<Record<string, SettingsItem[]>>): PlanSettingsReply => ({
  ...{ revision: 1, zone: 'Asia/Shanghai', currency: 'CNY', intervalMinutes: 30, hasCalendarIcs: false },
  sections: { ...NONE, ...sections },
})

test('a value is changed at its place, and what is left empty around one that is taken out goes with it', () => {
  const draft = { id: 'a', breaks: [{ minutes: 15 }, { minutes: 60 }], appliesTo: { groups: ['x'] } }
  expect(withValueAt(draft, ['breaks', 1, 'minutes'], 45).breaks).toEqual([{ minutes: 15 }, { minutes: 45 }])
  expect(withValueAt(draft, ['appliesTo', 'groups'], undefined)).toEqual({ id: 'a', breaks: draft.breaks })
  expect(withValueAt({ id: 'a' }, ['analogy', 'queue'], 'chat')).toEqual({ id: 'a', analogy: { queue: 'chat' } })
  expect(Object.keys(withValueAt(draft, ['id'], 'b'))).toEqual(['id', 'breaks', 'appliesTo'])
  expect(placeOf(['days', 2, 'start'])).toBe('days[2].start')
  expect(isSame({ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 })).toBe(true)
  expect(isSame([1, 2], [2, 1])).toBe(false)
})

test('a thing with an id is added, changed or, where somebody removed it, added again', () => {
  const settings = settingsWith({ queues: [{ item: 'chat', value: { id: 'chat' } }] })
  const value = { id: 'chat', ahtSeconds: 60 }
  const change = (item: string | undefined, now = settings) =>
    editingById('queues', item).changes(value, now)[0]!.change
  expect(change('chat')).toEqual({ section: 'queues', item: 'chat', value })
  expect(change(undefined)).toEqual({ section: 'queues', add: value })
  expect(change('chat', settingsWith({}))).toEqual({ section: 'queues', add: value })
})

test('a row is found by what it said, wherever it then stands', () => {
  const seen = { kind: 'sale', title: '11.11' }
  const moved = settingsWith({ calendar: [{ item: '7', value: { title: '11.11', kind: 'sale' } }] })
  const editing = editingRow('calendar', seen)
  const value = { ...seen, expected_size: '3' }
  expect(editing.changes(value, moved)).toEqual([{ change: { section: 'calendar', item: '7', value }, place: '' }])
  expect(editing.removal!(moved)).toEqual([{ section: 'calendar', item: '7', remove: true }])
  const changed = settingsWith({ calendar: [{ item: '7', value }] })
  expect(editing.read(changed)).toBeUndefined()
  expect(editing.removal!(changed)).toEqual([])
})

test('of a person only what changed is sent, and what is wrong is told at its field', () => {
  const off = { employee: 'an', kind: 'timeOff', start: '2026-11-10', end: '2026-11-11' }
  const asked = { employee: 'an', kind: 'dayOffRequest', start: '2026-11-12', end: '2026-11-13' }
  const settings = settingsWith({
    people: [{ item: 'an', value: { id: 'an', group: 'care' } }],
    availability: [off, { ...off, employee: 'bo' }, asked].map((value, index) => ({ item: String(index + 2), value })),
  })
  const editing = editingPerson('an')
  const draft = editing.read(settings)!
  expect(draft).toEqual({ value: { id: 'an', group: 'care' }, days: [off, asked] })
  expect(editing.changes(draft, settings)).toEqual([])
  const later = { ...off, end: '2026-11-12' }
  const changes = editing.changes({ value: { id: 'an', group: 'x' }, days: [later, asked] }, settings)
  expect(changes.map(({ change }) => change)).toEqual([
    { section: 'people', item: 'an', value: { id: 'an', group: 'x' } },
    { section: 'availability', item: '2', remove: true },
    { section: 'availability', add: later },
  ])
  const issues = ['changes[0].group', 'changes[2].end', 'changes.2.add.end', undefined].map((column) => ({
    ...{ problem: 'is wrong', hint: 'Correct it.' },
    ...(column !== undefined && { column }),
  }))
  expect(problemsOf(issues, changes).map(({ place }) => place)).toEqual([
    ...['value.group', 'days[0].end', 'days[0].end', undefined],
  ])
})
