import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { feishuFiles } from '../../../../server/exports/hr/feishu.ts'
import { eightHours, rosterToExport, shiftOf } from '../../../fixtures/roster-to-export.ts'

const NAMES = { '- id: day': '- id: day\n    name: { zh-CN: 白班, en: Day }' }
const EMPLOYEES = `id,name,group,skills,contract,hourly_cost
an,安安,care,chat:1|tickets:1,full-time,32.50
bo,"=cmd|'/C calc'!A0",care,chat:1|tickets:1,full-time,30
`
const twoMonths = rosterToExport({
  week: '2026-09-28',
  plan: NAMES,
  files: { 'employees.csv': EMPLOYEES },
  shifts: eightHours('an', ['2026-09-28', '2026-10-02']),
})
const cellsOf = (text: string | undefined) => parse(text ?? '', { bom: true }) as string[][]

describe('the matrix of a month', () => {
  const { files } = feishuFiles(twoMonths)

  it('has a row a person and a column a day, and leaves days empty of which nothing is known', () => {
    const [header, an] = cellsOf(files.get('feishu-matrix-2026-10.csv'))
    expect(header).toEqual(['工号', '姓名', '组', ...Array.from({ length: 31 }, (_, day) => String(day + 1))])
    expect(an?.slice(0, 8)).toEqual(['an', '安安', 'care', '休息', '白班 10:00-19:00', '休息', '休息', ''])
    expect(cellsOf(files.get('feishu-matrix-2026-09.csv'))[1]?.slice(3 + 26)).toEqual([
      ...['', '白班 10:00-19:00', '休息', '休息'],
    ])
  })

  it('lets no name run as a formula', () => {
    expect(cellsOf(files.get('feishu-matrix-2026-10.csv'))[2]?.[1]).toBe("'=cmd|'/C calc'!A0")
  })
})

describe('rows for the interface', () => {
  it('name people, groups and shifts by the mapping, days off as 0, and say nothing when all is mapped', () => {
    const mapping = {
      feishu: {
        users: { an: 'abd754f7', bo: '5ffb9d1c' },
        groups: { care: '6737202939523236110' },
        shifts: { 'day@10:00': '6753520403404030215' },
      },
    }
    const given = { ...twoMonths, mapping: rosterToExport({ week: '2026-09-28', shifts: [], mapping }).mapping }
    const { files, notes } = feishuFiles(given)
    const rows = cellsOf(files.get('feishu-long-001.csv'))
    expect(rows[0]).toEqual(['group_id', 'shift_id', 'month', 'user_id', 'day_no'])
    expect(rows[1]).toEqual(['6737202939523236110', '6753520403404030215', '202609', 'abd754f7', '28'])
    expect(rows[4]).toEqual(['6737202939523236110', '0', '202610', 'abd754f7', '1'])
    expect(rows).toHaveLength(1 + 2 * 7)
    expect(notes).toEqual([])
  })

  it('are at most 50 a file, none lost and none twice', () => {
    const many = rosterToExport({ week: '2026-11-09', weeks: 4, shifts: eightHours('an', ['2026-11-10']) })
    const { files } = feishuFiles(many)
    const chunks = [...files]
      .filter(([name]) => name.startsWith('feishu-long-'))
      .map(([, text]) => cellsOf(text).slice(1))
    // Four people on 28 days are 112 rows.
    expect(chunks.map((rows) => rows.length)).toEqual([50, 50, 12])
    expect(new Set(chunks.flat().map((row) => row.slice(2).join(' '))).size).toBe(112)
  })

  it('are written with the own ids where the mapping has none, and these are named', () => {
    const { files, notes } = feishuFiles(twoMonths)
    expect(cellsOf(files.get('feishu-long-001.csv'))[1]).toEqual(['care', 'day@10:00', '202609', 'an', '28'])
    expect(notes).toEqual([
      "feishu-long: shift_id is the plan's own id for day@10:00; map feishu.shifts.",
      "feishu-long: group_id is the plan's own id for care; map feishu.groups.",
      "feishu-long: user_id is the plan's own id for an, bo; map feishu.users.",
    ])
  })

  it('keep the first of two shifts on a day, and say so', () => {
    const split = [shiftOf('an', '2026-11-09T09:00+08:00', 3), shiftOf('an', '2026-11-09T15:00+08:00', 3)]
    const { files, notes } = feishuFiles(rosterToExport({ week: '2026-11-09', shifts: split }))
    expect(cellsOf(files.get('feishu-long-001.csv'))[1]?.[1]).toBe('day@09:00')
    expect(notes.at(-1)).toBe('feishu-long: only the first shift of the day is written for an on 2026-11-09.')
  })
})
