import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ImportMapping, importMappingSchema, type Reject } from '../../../server/contracts/import.ts'
import { importFile } from '../../../server/imports/import-file.ts'
import { MemoryPlan } from './contacts/memory-plan.ts'
import { gb18030, utf16 } from './tables/table-files.ts'

const mappingOf = (kind: ImportMapping['kind'], columns: ImportMapping['columns']) =>
  importMappingSchema.parse({ name: 'desk', kind, zone: 'Asia/Shanghai', columns, defaultQueue: 'chat' })
const CONTACTS = mappingOf('contacts', [
  { field: 'id', column: 'id' },
  { field: 'createdAt', column: 'created' },
])
const INTERVALS = mappingOf('intervals', [
  { field: 'start', column: 'start' },
  { field: 'offered', column: 'offered' },
])
const CALENDAR = mappingOf('calendar', [
  { field: 'start', column: 'start' },
  { field: 'end', column: 'end' },
  { field: 'title', column: 'title' },
])

async function imported(name: string, content: string | Uint8Array, mapping: ImportMapping, plan = new MemoryPlan()) {
  const path = join(mkdtempSync(join(tmpdir(), 'import-file-')), name)
  writeFileSync(path, content)
  const rejects: Reject[] = []
  const { report, changedFiles } = await importFile({
    ...{ path, fileName: name, mapping, plan: plan.reader, nowMs: Date.UTC(2026, 11, 1) },
    newSalt: () => 'salt',
    onProgress: () => {},
    onReject: (reject) => rejects.push(reject),
  })
  for (const [file, text] of changedFiles) {
    plan.files.set(file, typeof text === 'string' ? text : Buffer.concat([...text()]).toString())
  }
  return { report, rejects, plan }
}

const CONTACT_LINES = ['id,created', 'a,2026-11-09 08:00', 'b,2026-11-09 08:30', '', 'a,2026-11-09 08:00', 'c,soon']
const INTERVAL_LINES = ['start,offered', '2026-11-09 08:00,4', '2026-11-09 09:00,5', '', '2026-11-09 08:00,4', 'soon,1']
const EVENT_LINES = [
  'start,end,title',
  '2026-11-09 20:00,2026-11-09 22:00,A',
  '2026-11-10 20:00,2026-11-10 22:00,B',
  '',
  '2026-11-09 20:00,2026-11-09 22:00,A',
  'soon,,C',
]

test.each([
  ['contacts', CONTACTS, CONTACT_LINES],
  ['intervals', INTERVALS, INTERVAL_LINES],
  ['calendar', CALENDAR, EVENT_LINES],
] as const)(
  'every row of a file of %s is counted once, those that the reader cannot part included',
  async (_, mapping, lines) => {
    const [stray, wide, cut] = ['d,"one"two', `d${',extra'.repeat(5)}`, '"never closed,']
    const { report, rejects } = await imported('export.csv', [...lines, stray, wide, cut].join('\n'), mapping)
    expect(report).toMatchObject({ rows: 8, accepted: 2, blank: 1, duplicates: 1, rejected: 4 })
    expect(rejects.map(({ row }) => row).sort()).toEqual([6, 7, 8, 9])
    expect(rejects.every(({ file, problem, hint }) => file === 'export.csv' && problem !== '' && hint !== '')).toBe(
      true,
    )
  },
)

test('a file with a header alone says that it holds nothing', async () => {
  const { report } = await imported('export.csv', 'id,created\n', CONTACTS)
  expect(report).toMatchObject({
    rows: 0,
    changes: false,
    warnings: [{ problem: 'holds nothing that could be imported' }],
  })
})

const ICS = [
  ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART;TZID=Asia/Shanghai:20261109T200000'],
  ...['DTEND;TZID=Asia/Shanghai:20261109T220000', 'SUMMARY:美妆直播专场', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n')

test.each([
  ['calendar.ics', ICS],
  ['calendar.ics', gb18030(ICS)],
  ['calendar.ics', utf16(ICS, 'LE', true)],
  ['calendar.csv', ICS],
])('an iCalendar text is known by its content and read in its encoding: %s', async (name, content) => {
  const { plan } = await imported(name, content, CALENDAR)
  expect(plan.files.get('calendar.csv')).toContain('美妆直播专场,2026-11-09T20:00')
  await expect(imported(name, content, CONTACTS)).rejects.toThrow(
    `${name}: is a calendar, and the mapping "desk" is for contacts. Import it without a mapping.`,
  )
})

const minutes = (count: number) =>
  Array.from({ length: count }, (_, at) => `2026-11-09 08:${String(at).padStart(2, '0')}`)

test('ids that name different contacts, and many rejected rows, are warned of', async () => {
  const lines = minutes(20).map((time, at) => `${at % 10},${at === 19 ? 'soon' : time}`)
  const { report } = await imported('export.csv', ['id,created', ...lines].join('\n'), CONTACTS)
  expect(report).toMatchObject({ accepted: 10, duplicates: 9, rejected: 1 })
  expect(report.warnings).toMatchObject([
    {
      column: 'id',
      value: '9',
      problem: 'rows have the id of a contact that began at another time, and of each id one row counts',
    },
    { value: '1', problem: 'of 20 rows were rejected, and the volumes of their days lack them' },
  ])
})

test('contacts of one system under two names are warned of, those of two systems are not', async () => {
  const text = (offset: string) => ['id,created', ...minutes(30).map((time, at) => `${at},${time}${offset}`)].join('\n')
  const { plan } = await imported('export.csv', text(':10'), CONTACTS)
  const other = { ...CONTACTS, name: 'other' }
  expect((await imported('copy.csv', text(':20'), other, plan)).report.warnings).toEqual([])
  expect((await imported('copy.csv', text(':10'), { ...CONTACTS, name: 'third' }, plan)).report.warnings).toMatchObject(
    [{ value: '30', problem: 'of 30 new contacts began when one of source "desk" did, and may count twice' }],
  )
})

test('intervals and contacts give the same bytes whichever came first', async () => {
  const contacts = ['id,created', ...minutes(30).map((time, at) => `${at},${time}`)].join('\n')
  const intervals = ['start,offered', ...['07', '08', '09'].map((hour) => `2026-11-09 ${hour}:00,4`)].join('\n')
  const { plan } = await imported('a.csv', intervals, INTERVALS)
  await imported('b.csv', contacts, CONTACTS, plan)
  const { plan: reverse } = await imported('b.csv', contacts, CONTACTS)
  await imported('a.csv', intervals, INTERVALS, reverse)
  expect(reverse.state).toEqual(plan.state)
  expect(plan.history).toContain('chat,2026-11-09T07:00+08:00,4,,,')
})
