import { describe, expect, it } from 'vitest'
import { type ImportMapping, importMappingSchema } from '../../../../server/contracts/import.ts'
import { contactReader } from '../../../../server/imports/mapping/contact-row.ts'
import { intervalMappingDoubts, intervalReader } from '../../../../server/imports/mapping/interval-row.ts'

const CONTEXT = { queueIds: ['chat', 'phone'], nowMs: Date.UTC(2024, 11, 1) }
type Columns = ImportMapping['columns']

const mappingOf = (kind: ImportMapping['kind'], columns: Columns, more: Partial<ImportMapping> = {}): ImportMapping =>
  importMappingSchema.parse({ name: 'test', kind, zone: 'Asia/Shanghai', columns, ...more })

const COLUMNS = ['id', 'created', 'group', 'buyer', 'order', 'effort', 'end', 'by', 'updated']
const CONTACTS = mappingOf(
  'contacts',
  [
    { field: 'id', column: 'id' },
    { field: 'createdAt', column: 'created', timeFormat: 'iso' },
    { field: 'queue', column: 'group' },
    { field: 'customer', column: 'buyer' },
    { field: 'order', column: 'order' },
    { field: 'effort', column: 'effort', durationUnit: 'minutes' },
    { field: 'sessionEnd', column: 'end', timeFormat: 'iso' },
    { field: 'handledBy', column: 'by' },
    { field: 'updatedAt', column: 'updated', timeFormat: 'iso' },
  ],
  { queues: { 热线: 'phone' }, botValues: ['机器人'] },
)
const ROW = ['7', '2024-11-01 08:00', '热线', 'wang', 'A1', '1.5', '2024-11-01 08:10', '人工', '2024-11-02 09:00']
const contactOf = (changes: Readonly<Record<string, string>> = {}, mapping = CONTACTS) =>
  contactReader(mapping, COLUMNS, CONTEXT)(ROW.map((cell, index) => changes[COLUMNS[index]!] ?? cell))

const accepted = (changes?: Readonly<Record<string, string>>, mapping?: ImportMapping) => {
  const reading = contactOf(changes, mapping)
  if ('problem' in reading) throw new Error(reading.problem.problem)
  return reading
}

describe('rows of contacts', () => {
  it('become contacts', () => {
    expect(contactOf()).toEqual({
      contact: {
        key: '7',
        queueId: 'phone',
        createdAtMs: Date.UTC(2024, 10, 1, 0, 0),
        updatedAtMs: Date.UTC(2024, 10, 2, 1, 0),
        effortSeconds: 90,
        sessionSeconds: 600,
        repeatKey: 'wang\u001fA1',
        agent: '',
        isBotOnly: false,
      },
      hasId: true,
      doubts: [],
    })
  })

  it.each([
    [{ created: '' }, 'created', '', 'is empty'],
    [{ created: 'soon' }, 'created', 'soon', 'is not a time'],
    [{ created: '1970-01-01 08:00' }, 'created', '1970-01-01 08:00', 'is before 1990'],
    [{ created: '2024-12-03 08:00' }, 'created', '2024-12-03 08:00', 'lies in the future'],
    [{ group: '仓库' }, 'group', '仓库', 'is not a queue of the plan'],
    [{ group: '--' }, 'group', '', 'names no queue'],
    [{ id: '1.23457E+17' }, 'id', '1.23457E+17', 'has lost its last digits in a spreadsheet'],
    [{ created: '2024-11-01' }, 'created', '2024-11-01', 'has no time of day'],
    [{ created: '20241101' }, 'created', '20241101', 'has no time of day'],
  ])('are refused for %j', (changes, column, value, problem) => {
    expect(contactOf(changes)).toMatchObject({ problem: { column, value, problem } })
  })

  it.each([
    [{ effort: 'long' }, 'effort', 'is not a duration'],
    [{ effort: '2000' }, 'effort', 'is more than a day of work on one contact'],
    [{ end: '2024-11-01 07:00' }, 'end', 'is before the beginning'],
    [{ end: '31/10/2024' }, 'end', 'is not a time'],
    [{ updated: '?' }, 'updated', 'is not a time'],
  ])('are taken without the cell that cannot be read: %j', (changes, column, problem) => {
    const { contact, doubts } = accepted(changes)
    expect(doubts).toMatchObject([{ column, problem }])
    const { effortSeconds, sessionSeconds, updatedAtMs } = contact
    const unknown = { effort: effortSeconds, end: sessionSeconds, updated: updatedAtMs }[column]
    expect(unknown).toBeNaN()
  })

  it('keep compact times and ids that only look like lost ones', () => {
    expect(accepted({ created: '20241101080000', id: '12E4' }).contact).toMatchObject({
      key: '12E4',
      createdAtMs: Date.UTC(2024, 10, 1),
    })
  })

  it('are no repeats by an order that has lost its digits', () => {
    const { contact, doubts } = accepted({ order: '2.12346E+18' })
    expect(contact.repeatKey).toBe('wang\u001f\u001fphone')
    expect(doubts).toMatchObject([{ column: 'order', problem: 'has lost its last digits in a spreadsheet' }])
  })

  it('take the time of creation from two columns', () => {
    const mapping = mappingOf('contacts', [
      { field: 'createdAt', column: '日期', timeFormat: 'dayFirst' },
      { field: 'timeOfDay', column: '时间' },
      { field: 'queue', column: '组' },
    ])
    const read = contactReader(mapping, ['日期', '时间', '组'], CONTEXT)
    const times = ['08:05:09', '8:05 PM', '0:00']
    expect(times.map((time) => read(['02/11/2024', time, 'chat']))).toMatchObject([
      { contact: { createdAtMs: Date.UTC(2024, 10, 2, 0, 5, 9) } },
      { contact: { createdAtMs: Date.UTC(2024, 10, 2, 12, 5) } },
      { contact: { createdAtMs: Date.UTC(2024, 10, 1, 16) } },
    ])
    expect(read(['02/11/2024', '', 'chat'])).toMatchObject({
      problem: { column: '时间', problem: 'is not a time of day' },
    })
    expect(read(['', '08:05', 'chat'])).toMatchObject({ problem: { column: '日期', problem: 'is empty' } })
  })

  it('say nothing where the source has nothing: no doubt, and no zero', () => {
    const { contact, doubts } = accepted({
      effort: '0',
      end: '0000-00-00 00:00:00',
      updated: '-',
      buyer: 'null',
      order: '',
    })
    expect(doubts).toEqual([])
    expect(contact).toMatchObject({
      effortSeconds: Number.NaN,
      sessionSeconds: Number.NaN,
      updatedAtMs: Number.NaN,
      repeatKey: '',
    })
  })

  it('do not take for a conversation what is open for longer than a shift', () => {
    expect(accepted({ end: '2024-11-01 16:00' }).contact.sessionSeconds).toBe(8 * 3600)
    expect(accepted({ end: '2024-11-01 16:01' }).contact.sessionSeconds).toBeNaN()
  })

  it('are repeats by customer and order, else by customer and queue, and never by a masked customer alone', () => {
    const key = (changes: Record<string, string>) => accepted(changes).contact.repeatKey
    expect(key({ order: '' })).not.toBe(key({ order: '', group: 'chat' }))
    expect(key({})).toBe(key({ group: 'chat' }))
    expect(key({ buyer: 't**3' })).toBe('t**3\u001fA1')
    expect(key({ buyer: 't**3', order: '' })).toBe('')
    expect(key({ buyer: '' })).toBe('\u001fA1')
  })

  it('of a bot alone are known by its values, whatever their case', () => {
    expect(accepted({ by: '机器人' }).contact.isBotOnly).toBe(true)
    const english = { ...CONTACTS, botValues: ['Bot'] }
    expect(accepted({ by: 'BOT ' }, english).contact.isBotOnly).toBe(true)
    expect(accepted({ by: '' }, english).contact.isBotOnly).toBe(false)
  })

  it('without an id are their own identity', () => {
    const { contact, hasId } = accepted({ id: '-' })
    expect(hasId).toBe(false)
    expect(contact.key).toBe(['-', ...ROW.slice(1)].join('\u001f'))
  })

  it('take the queue that the mapping gives to all, or to rows that name none', () => {
    expect(accepted({ group: '' }, { ...CONTACTS, defaultQueue: 'chat' }).contact.queueId).toBe('chat')
    expect(accepted({ group: '' }, { ...CONTACTS, queues: { '': 'chat' } }).contact.queueId).toBe('chat')
    expect(contactOf({ group: 'x' }, { ...CONTACTS, defaultQueue: 'chat' })).toHaveProperty('problem')
  })

  it('cannot be read by a mapping that does not fit the table or the plan', () => {
    const wrong = mappingOf('contacts', [{ field: 'id', column: 'ID' }], { queues: { x: 'chatt' } })
    expect(() => contactReader(wrong, COLUMNS, CONTEXT)).toThrow(
      [
        'column ID: the column of id is missing. Maybe you meant "id". Or choose another mapping.',
        'the mapping "test" names no column for createdAt. Say which column is createdAt.',
        '"chatt" is not a queue of the plan. Maybe you meant "chat".',
      ].join('\n'),
    )
  })
})

const INTERVALS = mappingOf(
  'intervals',
  [
    { field: 'date', column: '日期', timeFormat: 'iso' },
    { field: 'timeOfDay', column: '时段' },
    { field: 'handled', column: '接通量' },
    { field: 'abandoned', column: '放弃量' },
    { field: 'aht', column: '平均处理时长', durationUnit: 'seconds' },
  ],
  { defaultQueue: 'phone' },
)
const INTERVAL_COLUMNS = ['日期', '时段', '接通量', '放弃量', '平均处理时长']
const intervalOf = (...cells: string[]) => intervalReader(INTERVALS, INTERVAL_COLUMNS, CONTEXT)(cells)
const NINE = Date.UTC(2024, 10, 1, 1)

describe('rows of intervals', () => {
  it.each([
    '09:00-09:30',
    '09:00~09:30',
    '9:00',
    '09:00:00',
    '9',
    '9点',
    '0900',
    '0.375',
    '09:00 - 09:29',
    '09:00至09:30',
    '1899-12-30T09:00:00',
  ])('start at their date and time of day: %s', (slot) => {
    expect(intervalOf('2024-11-01', slot, '1,010', '2', '3分20秒')).toEqual({
      interval: { queueId: 'phone', startMs: NINE, volume: 1012, ahtSeconds: 200 },
      doubts: [],
    })
  })

  it.each(['2024-11-01T00:00:00', '2024/11/1', '2024/11/1 0:00', '2024年11月1日'])(
    'have dates as sheets write them: %s',
    (date) => {
      expect(intervalOf(date, '09:00', '1', '', '')).toMatchObject({ interval: { startMs: NINE, volume: 1 } })
    },
  )

  it.each([
    [['2024-11-01', '09:00-12:00', '1', '0', ''], '时段', 'spans 180 minutes'],
    [['2024-11-01', '00:00-24:00', '1', '0', ''], '时段', 'spans 1440 minutes'],
    [['2024-11-01', '上半场', '1', '0', ''], '时段', 'is not a time of day'],
    [['合计', '', '1', '0', ''], '时段', 'is not a time of day'],
    [['合计', '09:00', '1', '0', ''], '时段', 'is not a time'],
    [['2024-11-01', '09:00', 'many', '0', ''], '接通量', 'is not a number of contacts'],
    [['2024-11-01', '09:00', '-3', '0', ''], '接通量', 'is negative'],
  ])('%j are refused', (cells, column, problem) => {
    expect(intervalOf(...cells)).toMatchObject({ problem: { column, problem } })
  })

  it('know nothing where nothing is written, and doubt a handling time that cannot be read', () => {
    expect(intervalOf('2024-11-01', '09:00', '', '-', '')).toMatchObject({ interval: { volume: Number.NaN } })
    expect(intervalOf('2024-11-01', '09:00', '4', '', 'slow')).toMatchObject({
      interval: { volume: 4, ahtSeconds: Number.NaN },
      doubts: [{ column: '平均处理时长', value: 'slow', problem: 'is not a duration' }],
    })
  })

  const STARTS = mappingOf(
    'intervals',
    [
      { field: 'start', column: 'start', timeFormat: 'iso' },
      { field: 'offered', column: 'offered' },
    ],
    { defaultQueue: 'phone', zone: 'America/New_York' },
  )
  const startOf = (start: string) => intervalReader(STARTS, ['start', 'offered'], CONTEXT)([start, '5'])

  it('start where one text says so', () => {
    const nine = { interval: { queueId: 'phone', startMs: Date.UTC(2024, 9, 31, 13), volume: 5 } }
    const texts = [
      '2024-10-31 09:00',
      '2024-10-31 09:00-09:30',
      '2024/10/31 9:00 ~ 2024/10/31 9:30',
      '2024-10-31T09:00-04:00',
    ]
    for (const text of texts) expect(startOf(text)).toMatchObject(nine)
    expect(startOf('2024-10-31 23:30-00:00')).toMatchObject({ interval: { startMs: Date.UTC(2024, 10, 1, 3, 30) } })
    expect(startOf('2024-10-31')).toMatchObject({ problem: { problem: 'has no time of day' } })
    expect(startOf('2024-10-31 09:00 ~ 2024-10-31 12:00')).toMatchObject({ problem: { problem: 'spans 180 minutes' } })
  })

  it('that begin twice on the day the clocks go back tell both instants', () => {
    expect(startOf('2024-11-03 01:30')).toMatchObject({
      interval: { startMs: Date.UTC(2024, 10, 3, 5, 30), laterStartMs: Date.UTC(2024, 10, 3, 6, 30) },
    })
  })

  it('need a start and a count, and doubt a volume without those who gave up', () => {
    const columns: Columns = [{ field: 'handled', column: 'n' }]
    expect(() => intervalReader(mappingOf('intervals', columns), ['n'], CONTEXT)).toThrow(
      'no column tells when an interval starts. Say which column is start, or which are date and timeOfDay.',
    )
    const counted = mappingOf('intervals', [{ field: 'start', column: 'n' }])
    expect(() => intervalReader(counted, ['n'], CONTEXT)).toThrow('no column tells how many contacts an interval had')
    expect(intervalMappingDoubts(mappingOf('intervals', columns))).toMatchObject([{ column: 'n' }])
    expect([INTERVALS, STARTS].flatMap(intervalMappingDoubts)).toEqual([])
  })
})
