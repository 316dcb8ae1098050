import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseRoster } from '../../../server/imports/roster-csv.ts'
import { eightHours } from '../../fixtures/roster-to-export.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { textCells } from '../exports/xlsx/workbook-parts.ts'

const cli = join(import.meta.dirname, '..', '..', '..', 'server', 'cli.ts')
const SLOW = { timeout: 180_000 }
const EMPLOYEES = `id,name,group,skills,contract,hourly_cost
an,"=cmd|'/C calc'!A0",care,chat:1|tickets:1,full-time,32.50
bo,"+1",care,chat:1|tickets:1,full-time,30
`
const plan = smallPlan({
  ...{ 'employees.csv': EMPLOYEES, 'availability.csv': undefined, 'previous-roster.csv': undefined },
})
const assignments = [...eightHours('an', ['2026-09-28', '2026-10-01']), ...eightHours('bo', ['2026-10-06'])].sort(
  (a, b) => a.startMs - b.startMs,
)
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
  for (const [path, text] of plan) writeFileSync(join(folder, path), text)
  writeFileSync(
    join(folder, 'roster.csv'),
    rosterCsv({ assignments }, () => 'Asia/Shanghai'),
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

function run(...options: readonly string[]) {
  const args = ['export', folder, '--out', join(folder, 'out'), ...options]
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' })
  const out = (name: string) => readFileSync(join(folder, 'out', name), 'utf8')
  return { status, stderr, out }
}
const ofRoster = (...options: readonly string[]) => run('--roster', join(folder, 'roster.csv'), ...options)

test('takes a roster of two weeks away in every format, and no name runs as a formula', SLOW, () => {
  writeFileSync(join(folder, 'exports.yaml'), 'employees: { an: "000123" }\n')
  const { status, stderr, out } = ofRoster('--as-of', '2026-09-25T18:00Z')
  expect({ status, last: stderr.trimEnd().split('\n').at(-1) }).toEqual({
    status: 0,
    last: `9 files are in ${join(folder, 'out')}.`,
  })
  expect(readdirSync(join(folder, 'out'), { recursive: true }).map(String).sort()).toEqual([
    ...['adp.csv', 'bamboohr.csv', 'calendars', 'calendars/shifts-an.ics', 'calendars/shifts-bo.ics'],
    ...['feishu-long-001.csv', 'feishu-matrix-2026-09.csv', 'feishu-matrix-2026-10.csv', 'payroll.csv'],
    'roster.xlsx',
  ])
  expect(out('payroll.csv')).toBe(
    '\uFEFFemployee,date,pay_code,hours\n000123,2026-09-28,REG,8\n000123,2026-10-01,OT300,8\nbo,2026-10-06,REG,8\n',
  )
  for (const name of readdirSync(join(folder, 'out')).filter((file) => file.endsWith('.csv'))) {
    const cells = (parse(out(name), { bom: true, relax_column_count: true }) as string[][]).flat()
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  }
  // The sequence of the calendar comes from the time given, not from the clock.
  expect(out('calendars/shifts-an.ics')).toContain('DTSTAMP:20260925T180000Z')
})

test('reads a roster back as it was, whatever people are called', () => {
  const inputs = parsePlanFolder(plan)
  const text = rosterCsv({ assignments }, () => 'Asia/Shanghai')
  expect(parseRoster('roster.csv', text, inputs)).toEqual({ assignments })
})

test('writes a workbook in the language asked for, of the month asked for', SLOW, async () => {
  const sheetsOf = async (...options: readonly string[]) => {
    expect(ofRoster('--formats', 'xlsx', ...options).status).toBe(0)
    expect(readdirSync(join(folder, 'out'))).toEqual(['roster.xlsx'])
    return textCells(readFileSync(join(folder, 'out', 'roster.xlsx')))
  }
  const chinese = await sheetsOf()
  expect([...chinese.keys()]).toEqual(['班表', '工时', '班次明细'])
  const english = await sheetsOf('--lang', 'en', '--month', '2026-10')
  expect([...english.keys()]).toEqual(['Roster', 'Hours', 'Shifts'])
  expect(english.get('Roster')!.get('C2')).toBe('10-01 Thu')
  expect(ofRoster('--formats', 'xlsx', '--month', '2026-12')).toMatchObject({
    status: 2,
    stderr: '"2026-12" has no date of the roster. It has dates from 2026-09-28 to 2026-10-11.\n',
  })
})

test('writes nothing when hours cannot be told, and calendars all the same', SLOW, () => {
  const later = eightHours('an', ['2027-10-01'])
  writeFileSync(
    join(folder, 'roster.csv'),
    rosterCsv({ assignments: later }, () => 'Asia/Shanghai'),
  )
  const { status, stderr } = ofRoster()
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'plan.yaml, column rulePacks: "cn-standard" knows no statutory holidays of 2027, so that hours cannot be told by ' +
      'pay code. Add a rule of kind datePremium with their dates to workRules once they are published.\n',
  })
  expect(existsSync(join(folder, 'out'))).toBe(false)
  expect(ofRoster('--formats', 'ics').status).toBe(0)
})

test('refuses what it cannot make, and says what is missing', SLOW, () => {
  expect(run()).toMatchObject({
    status: 2,
    stderr:
      'neither a roster nor a headcount plan is named. Add --roster FILE, or --headcount FILE for requisitions.\n',
  })
  expect(ofRoster('--formats', 'summary')).toMatchObject({
    status: 2,
    stderr:
      '"summary" is made from a report, and there is none. Keep report.json beside the roster, or name it with --report.\n',
  })
  expect(ofRoster('--formats', 'workday').stderr).toContain(
    '"workday" is not one of payroll, adp, bamboohr, feishu, ics, xlsx, summary, requisitions.',
  )
})
