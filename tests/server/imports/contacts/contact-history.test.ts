import { expect, test } from 'vitest'
import { contactMapping, contactRow, intervalMapping, MemoryPlan } from './memory-plan.ts'

const rowsOf = (plan: MemoryPlan, part: string) => plan.history.filter((line) => line.includes(part))
const contact = (id: string, created: string, cells: Readonly<Record<string, string>> = {}) =>
  contactRow({ id, created, queue: 'chat', ...cells })

test('contacts are counted by queue and interval: human volume, repeats in it, bot sessions beside it, effort', async () => {
  const plan = new MemoryPlan()
  const { counts, tally } = await plan.import([
    contact('1', '2026-11-02T09:10', { customer: 'c', order: 'o', effort: '100' }),
    contact('2', '2026-11-02T09:50', { customer: 'c', order: 'o', effort: '201' }),
    contact('3', '2026-11-02T10:05', { customer: 'd', order: 'o', by: 'bot' }),
    contact('4', '2026-11-02T12:00', { customer: 'c', order: 'p', effort: '' }),
    contact('5', '2026-11-03T12:00', { queue: 'tickets', effort: '60' }),
  ])
  expect(plan.history).toEqual([
    'queue,start,volume,aht_seconds,repeats,bot_resolved',
    'chat,2026-11-02T09:00+08:00,2,150.5,1,0',
    'chat,2026-11-02T10:00+08:00,0,,0,1',
    'chat,2026-11-02T11:00+08:00,0,,0,0',
    ...Array.from({ length: 12 }, (_, hour) => `chat,2026-11-02T${hour + 12}:00+08:00,${hour === 0 ? 1 : 0},,0,0`),
    ...Array.from({ length: 13 }, (_, hour) => {
      const clock = String(hour).padStart(2, '0')
      return `tickets,2026-11-03T${clock}:00+08:00,${hour === 12 ? '1,60' : '0,'},0,0`
    }),
  ])
  expect(counts).toEqual({
    accepted: 5,
    duplicates: 0,
    added: 5,
    updated: 0,
    repeats: 1,
    botOnly: 1,
    firstDate: '2026-11-02',
    lastDate: '2026-11-03',
    days: [
      { date: '2026-11-02', contacts: 4 },
      { date: '2026-11-03', contacts: 1 },
    ],
    queues: [
      { queue: 'chat', contacts: 4 },
      { queue: 'tickets', contacts: 1 },
    ],
    ahtBasis: 'effort',
  })
  expect(tally.preview[0]).toEqual({
    id: '1',
    createdAt: '2026-11-02T09:10+08:00',
    queue: 'chat',
    effort: '100 s',
  })
})

test('a repeat is within the window of the contact before, however long the chain, and stays within its source', async () => {
  const plan = new MemoryPlan()
  const at = (id: string, created: string) => contact(id, created, { customer: 'c', order: 'o' })
  const mapping = contactMapping({ repeatWindowHours: 2 })
  const chain = [at('1', '2026-11-02T09:00'), at('2', '2026-11-02T11:00'), at('3', '2026-11-02T13:00')]
  expect((await plan.import([...chain, at('4', '2026-11-02T15:01')], mapping)).counts.repeats).toBe(2)
  const other = await plan.import([at('1', '2026-11-02T15:30')], { ...mapping, name: 'other-desk' })
  expect([other.counts.added, other.counts.repeats]).toEqual([1, 0])
})

test('without effort an agent shares out the time in conversations; closing minus opening is no work', async () => {
  const plan = new MemoryPlan()
  const { counts } = await plan.import([
    // Ten minutes, of which the last five with a second one, which then goes on alone for five.
    contact('1', '2026-11-02T09:00', { agent: 'a', session: '600' }),
    contact('2', '2026-11-02T09:05', { agent: 'a', session: '600' }),
    contact('3', '2026-11-02T10:00', { agent: 'b', session: '600' }),
    contact('4', '2026-11-02T10:00', { agent: '', session: '600' }),
  ])
  expect(counts.ahtBasis).toBe('shared')
  expect(rowsOf(plan, 'T09:00')).toEqual(['chat,2026-11-02T09:00+08:00,2,450,0,0'])
  expect(rowsOf(plan, 'T10:00')).toEqual(['chat,2026-11-02T10:00+08:00,2,600,0,0'])
})

test('another version of a contact replaces what was known, whichever comes first', async () => {
  const older = contact('1', '2026-11-02T09:00', { updated: '2026-11-02T09:30', effort: '100' })
  const newer = contact('1', '2026-11-02T09:00', { updated: '2026-11-02T10:30', queue: 'tickets', effort: '200' })
  const [one, other] = [new MemoryPlan(), new MemoryPlan()]
  await one.import([older])
  const second = await one.import([newer])
  expect(second.counts).toMatchObject({ accepted: 1, added: 0, updated: 1, duplicates: 0 })
  await other.import([newer])
  expect((await other.import([older])).counts).toMatchObject({ accepted: 0, duplicates: 1 })
  expect(one.state).toEqual(other.state)
  expect(one.history).toEqual([
    'queue,start,volume,aht_seconds,repeats,bot_resolved',
    'tickets,2026-11-02T09:00+08:00,1,200,0,0',
  ])
})

test('equal rows without an id are as many contacts as the file has, however often it is imported', async () => {
  const plan = new MemoryPlan()
  const rows = [contact('', '2026-11-02T09:00'), contact('', '2026-11-02T09:00'), contact('', '2026-11-02T09:00')]
  await plan.import(rows.slice(0, 2))
  const { counts, warnings } = await plan.import(rows)
  expect(counts).toMatchObject({ added: 1, duplicates: 2 })
  expect(rowsOf(plan, 'T09:00')).toEqual(['chat,2026-11-02T09:00+08:00,3,,0,0'])
  expect(warnings[0]?.problem).toBe('contacts have no id and are told apart by all their cells')
})

test('no name of a customer, an order or an agent stands in the plan', async () => {
  const plan = new MemoryPlan()
  await plan.import([contact('id-77', '2026-11-02T09:00', { customer: '13800138000', order: 'order-9', agent: 'Ann' })])
  const text = JSON.stringify(plan.state)
  for (const name of ['id-77', '13800138000', 'order-9', 'Ann']) expect(text).not.toContain(name)
  expect(plan.files.get('contacts/2026-11.csv')).toMatch(
    /^source,contact,queue,created_ms.*\ndesk,[\w$]{12},chat,1793581200000,,,,[\w$]{12},[\w$]{12},\n$/,
  )
})

/** Three weeks of ten contacts a day at noon, but for the dates left out. */
const days = (without: readonly string[]) =>
  Array.from({ length: 21 }, (_, day) => `2026-10-${String(day + 5).padStart(2, '0')}`)
    .filter((date) => !without.includes(date))
    .flatMap((date) => Array.from({ length: 10 }, (_, at) => contact(`${date} ${at}`, `${date}T12:00`)))

test('a day without contacts is unknown where such weekdays are busy, and closed where they have none', async () => {
  const plan = new MemoryPlan()
  const sundays = ['2026-10-11', '2026-10-18', '2026-10-25']
  const { warnings } = await plan.import(days([...sundays, '2026-10-14']))
  expect(rowsOf(plan, '2026-10-14')).toEqual([])
  expect(rowsOf(plan, '2026-10-18')[12]).toBe('chat,2026-10-18T12:00+08:00,0,,0,0')
  expect(warnings).toEqual([
    {
      file: 'export.csv',
      value: '2026-10-14',
      problem: 'have no contact of queue "chat", though such weekdays have many, and count as unknown',
      hint: 'Export these days too; if the queue was closed, nothing is missing.',
    },
  ])
})

test('rows of other days and queues stay as written, with cells for new columns; those that contacts cover are told and replaced', async () => {
  const kept = ['tickets, 2026/11/2 9:00 ,7,300', 'chat,2026-11-01T23:00,4,301.50', 'chat,2026-11-03T12:00,6,']
  const history = ['queue,start,volume,aht_seconds', kept[1], 'chat,2026-11-02T09:00,5,300', kept[2], kept[0]]
  const plan = new MemoryPlan({ 'history.csv': `${history.join('\r\n')}\r\n` })
  const rows = [contact('1', '2026-11-02T09:00'), contact('2', '2026-11-02T10:00')]
  const { warnings } = await plan.import(rows)
  expect(plan.history).toEqual([
    'queue,start,volume,aht_seconds,repeats,bot_resolved',
    `${kept[1]},,`,
    'chat,2026-11-02T09:00+08:00,1,,0,0',
    'chat,2026-11-02T10:00+08:00,1,,0,0',
    `${kept[2]},,`,
    `${kept[0]},,`,
  ])
  expect(warnings).toMatchObject([{ value: '1' }])
  expect((await plan.import(rows)).warnings).toEqual([])
})

test('a history without a queue column gets one when another queue comes in', async () => {
  const yaml = [['zone: Asia/Shanghai', 'zone: Asia/Shanghai\nhistoryQueue: chat']] as const
  const plan = new MemoryPlan({ 'history.csv': 'start;volume\n2026-11-01T09:00;4\n' }, yaml)
  await plan.import([contact('1', '2026-11-02T09:00', { queue: 'tickets' })])
  expect(plan.history).toEqual([
    'start;volume;queue;aht_seconds;repeats;bot_resolved',
    '2026-11-01T09:00+08:00;4;chat;;;',
    '2026-11-02T09:00+08:00;1;tickets;;0;0',
  ])
})

test('on both clock-change days every contact has its own interval', async () => {
  const plan = new MemoryPlan({}, [['Asia/Shanghai', 'Europe/London']])
  const mapping = contactMapping({ zone: 'UTC' })
  const autumn = ['2026-10-24T23:30', '2026-10-25T00:30', '2026-10-25T01:30', '2026-10-25T02:30']
  await plan.import(
    autumn.map((created, at) => contact(String(at), created)),
    mapping,
  )
  expect(plan.history.slice(1)).toEqual([
    'chat,2026-10-25T00:00+01:00,1,,0,0',
    'chat,2026-10-25T01:00+01:00,1,,0,0',
    'chat,2026-10-25T01:00+00:00,1,,0,0',
    'chat,2026-10-25T02:00+00:00,1,,0,0',
  ])
  const spring = new MemoryPlan({}, [['Asia/Shanghai', 'Europe/London']])
  await spring.import(
    ['2026-03-29T00:30', '2026-03-29T01:30'].map((created, at) => contact(String(at), created)),
    mapping,
  )
  expect(spring.history.slice(1)).toEqual(['chat,2026-03-29T00:00+00:00,1,,0,0', 'chat,2026-03-29T02:00+01:00,1,,0,0'])
})

test('counts by interval give way where contacts are known, whichever came first', async () => {
  const counts = [
    ['2026-11-02 09:00', 'chat', '9', '100'],
    ['2026-11-02 10:00', 'chat', '8', '100'],
    ['2026-11-02 11:00', 'chat', '7', '100'],
  ]
  const contacts = [contact('1', '2026-11-02T09:00'), contact('2', '2026-11-02T10:00')]
  const [one, other] = [new MemoryPlan(), new MemoryPlan()]
  await one.import(contacts)
  const late = await one.import(counts, intervalMapping)
  await other.import(counts, intervalMapping)
  await other.import(contacts)
  expect(late.counts).toMatchObject({ accepted: 1, added: 1 })
  expect(one.rejects.map(({ row, problem }) => [row, problem])).toEqual([
    [2, 'is an interval that is known from imported contacts'],
    [3, 'is an interval that is known from imported contacts'],
  ])
  expect(rowsOf(one, 'T11:00')).toEqual(['chat,2026-11-02T11:00+08:00,7,100,,'])
  expect(other.history.map((line) => line.replace(/,+$/, ''))).toEqual(
    one.history.map((line) => line.replace(/,+$/, '')),
  )
})
