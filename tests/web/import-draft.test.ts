import { describe, expect, test } from 'vitest'
import type { Detection, ImportReport } from '../../server/contracts/import.ts'
import { CONTACT_FIELDS, EVENT_FIELDS, INTERVAL_FIELDS } from '../../server/contracts/import.ts'
import { FIELD_GROUPS, fieldsOf, fieldsOfGroup, KINDS } from '../../web/features/imports/field-groups.ts'
import {
  changeKind,
  columnOf,
  firstDraft,
  isPreviewed,
  openPoints,
  placeQueueValue,
  putFirst,
  queueValues,
  takeColumnFor,
} from '../../web/features/imports/import-draft.ts'
import { reachableSteps, shownStep } from '../../web/features/imports/import-steps.ts'
import { readDuration, readTime } from '../../web/features/imports/sample-reading.ts'

const column = (name: string, samples: string[], field: Detection['columns'][number]['field'] = null) => ({
  ...{ column: name, samples, field, confidence: field === null ? 0 : 0.9 },
})

const detection: Detection = {
  format: 'csv',
  headerRow: 1,
  columns: [
    column('when', ['3/4/2026 09:12'], 'createdAt'),
    column('group', ['a', 'b'], 'queue'),
    column('shop', ['chat', 'x']),
    column('closed', ['1775000000', '1775000060']),
    column('worked', ['80']),
  ],
  preset: null,
  mapping: {
    name: 'tickets',
    kind: 'contacts',
    zone: 'Asia/Shanghai',
    columns: [
      { field: 'createdAt', column: 'when', timeFormat: 'dayFirst' },
      { field: 'queue', column: 'group' },
    ],
    queues: { a: 'chat' },
    botValues: [],
    repeatWindowHours: 24,
  },
  unknownQueues: [
    { value: 'a', rows: 5 },
    { value: 'b', rows: 2 },
  ],
  questions: ['dayOrMonthFirst', 'queues', 'zone'],
}
const item = { detection, report: null }
const report = { rejects: [{ column: 'shop', value: 'y', problem: 'is no queue', hint: 'Place it.' }] } as ImportReport
const draft = firstDraft(item)
const queueIds = ['chat', 'tickets']
const openOf = (settled: typeof draft) => openPoints(detection, settled, queueValues(item, settled.mapping, queueIds))

describe('what keeps a file from being read', () => {
  test('the questions of the detection, until they are answered', () => {
    expect(openOf(draft)).toEqual(['dayOrMonthFirst', 'zone', 'queues'])
    expect(openOf({ ...draft, answered: ['zone', 'dayOrMonthFirst'] })).toEqual(['queues'])
    const placed = { ...draft, answered: ['zone', 'dayOrMonthFirst'] as const, leftOut: ['b'] }
    expect(openOf(placed)).toEqual([])
  })

  test('a time, a queue, a count, a name and a window that are missing', () => {
    const mapping = { ...draft.mapping, name: 'no spaces', columns: [], repeatWindowHours: 721 }
    const answered = detection.questions
    expect(openOf({ ...draft, mapping, answered })).toEqual(['time', 'queueOfAll', 'name', 'repeatWindow'])
    const intervals = { ...mapping, kind: 'intervals' as const, name: 'x', repeatWindowHours: 1, defaultQueue: 'chat' }
    expect(openOf({ ...draft, mapping: intervals, answered })).toEqual(['time', 'count'])
    expect(openOf({ ...draft, mapping: { ...intervals, kind: 'calendar' }, answered })).toEqual(['time'])
  })

  test('whoever comes back to a preview is not asked again', () => {
    const back = firstDraft({ detection, report })
    expect(openPoints(detection, back, queueValues(item, back.mapping, queueIds))).toEqual([])
    expect(back.leftOut).toEqual(['b'])
  })
})

describe('settling a mapping', () => {
  test('a field has one column, and a column one field', () => {
    const mapping = takeColumnFor(detection, draft.mapping, 'closed', 'createdAt')
    expect(mapping.columns).toEqual([
      { field: 'queue', column: 'group' },
      { field: 'createdAt', column: 'closed', timeFormat: 'epochSeconds' },
    ])
    expect(takeColumnFor(detection, mapping, 'closed', null).columns).toEqual([{ field: 'queue', column: 'group' }])
    expect(takeColumnFor(detection, mapping, 'worked', 'effort').columns.at(-1)).toEqual({
      ...{ field: 'effort', column: 'worked', durationUnit: 'seconds' },
    })
  })

  test('another kind keeps what both kinds can tell', () => {
    expect(changeKind(draft.mapping, 'intervals').columns).toEqual([{ field: 'queue', column: 'group' }])
  })

  test('the order of day and month holds for every column with slashes', () => {
    expect(putFirst(draft.mapping, 'monthFirst').columns.map(({ timeFormat }) => timeFormat)).toEqual([
      'monthFirst',
      undefined,
    ])
  })

  test('values of a queue column that nobody has counted are its samples and what a preview rejected', () => {
    const mapping = takeColumnFor(detection, { ...draft.mapping, queues: {} }, 'shop', 'queue')
    expect(columnOf(mapping, 'queue')).toBe('shop')
    expect(queueValues({ detection, report }, mapping, queueIds).map(({ value }) => value)).toEqual(['x', 'y'])
  })

  test('a value is in a queue, out on purpose, or open: one of them', () => {
    const out = { ...draft, ...placeQueueValue(draft, 'a', 'leaveOut') }
    expect([out.mapping.queues, out.leftOut]).toEqual([{}, ['a']])
    const placed = { ...out, ...placeQueueValue(out, 'a', { queue: 'tickets' }) }
    expect([placed.mapping.queues, placed.leftOut]).toEqual([{ a: 'tickets' }, []])
    const open = placeQueueValue(placed, 'a', 'open')
    expect([open.mapping.queues, open.leftOut]).toEqual([{}, []])
  })
})

test('every field of the contract is offered once, for its kind', () => {
  const expected = { contacts: CONTACT_FIELDS, intervals: INTERVAL_FIELDS, calendar: EVENT_FIELDS }
  for (const kind of KINDS) {
    expect(fieldsOf(kind).toSorted()).toEqual([...expected[kind]].sort())
    expect(FIELD_GROUPS.flatMap((group) => fieldsOfGroup(kind, group)).toSorted()).toEqual(fieldsOf(kind).toSorted())
  }
})

test.each([
  ['3/4/2026', 'dayFirst', { wallClock: '2026-04-03' }],
  ['3/4/2026 2:05 PM', 'monthFirst', { wallClock: '2026-03-04T14:05' }],
  ['2026年4月3日 09:12', 'iso', { wallClock: '2026-04-03T09:12' }],
  ['2026-04-03T09:12:00+08:00', 'iso', { instantMs: Date.UTC(2026, 3, 3, 1, 12) }],
  ['1775000000', 'epochSeconds', { instantMs: 1_775_000_000_000 }],
  ['46115.5', 'excelSerial', { wallClock: '2026-04-03T12:00' }],
  ['31/12/2026', 'monthFirst', undefined],
  ['30/2/2026', 'dayFirst', undefined],
  ['yesterday', 'iso', undefined],
] as const)('%s is shown as %s reads it', (sample, format, reading) => {
  expect(readTime(sample, format)).toEqual(reading)
})

test('a bare duration takes its unit, one with words does not', () => {
  expect(readDuration('1.5', 'minutes')).toBe(90)
  expect(readDuration('1分20秒', 'minutes')).toBeUndefined()
})

test('a step can be gone to when what it needs is there', () => {
  const open = { state: 'open', detection } as Parameters<typeof reachableSteps>[0]['item']
  const at = (isSettled: boolean, previewed: boolean) => ({ item: open, isSettled, isPreviewed: previewed })
  expect(reachableSteps(at(false, true))).toEqual(['files', 'columns'])
  expect(reachableSteps(at(true, false))).toEqual(['files', 'columns', 'preview'])
  expect(shownStep('apply', at(true, false))).toBe('columns')
  expect(shownStep('apply', at(true, true))).toBe('apply')
  expect(shownStep(undefined, { ...at(true, true), item: { ...open, state: 'applied' } })).toBe('apply')
})

test('a preview is old as soon as a setting has changed', () => {
  const back = firstDraft({ detection, report })
  const seen = { detection, report } as Parameters<typeof isPreviewed>[1]
  expect(isPreviewed(back, seen)).toBe(true)
  expect(isPreviewed({ ...back, mapping: { ...back.mapping, zone: 'UTC' } }, seen)).toBe(false)
})
