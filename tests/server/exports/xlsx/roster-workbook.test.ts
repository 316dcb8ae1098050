import { expect, test } from 'vitest'
import { rosterWorkbook } from '../../../../server/exports/xlsx/roster-workbook.ts'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import { sampleRoster } from './sample-roster.ts'
import { formulaCells, textCells } from './workbook-parts.ts'

test('a roster reads as people by days, in either language, by the clock of each site', async () => {
  const workbook = await rosterWorkbook(sampleRoster('en'))
  const texts = await textCells(workbook)
  expect([...texts.keys()]).toEqual(['Roster', 'Hours', 'Shifts'])
  const roster = texts.get('Roster')!
  const at = (...addresses: string[]) => addresses.map((address) => roster.get(address))
  expect(at('C2', 'C3', 'A4', 'A5', 'A6', 'A9', 'A10')).toEqual([
    ...['10-19 Mon', '10-19 周一', 'Berlin (2)', 'b1', 'b2', 'cebu (1)', 'c1'],
  ])
  // 22:00 and nine hours later, of which the clock showed one twice.
  expect(at('C5', 'D5', 'H6', 'E10', 'E5')).toEqual([
    ...['09:00–18:00', '09:00–18:00\n20:00–05:00 on call', '22:00–06:00', '15:00–00:00', undefined],
  ])
  const chinese = await textCells(await rosterWorkbook(sampleRoster('zh-CN')))
  expect([...chinese.keys()]).toEqual(['班表', '工时', '班次明细'])
  expect(chinese.get('班表')!.get('A4')).toBe('柏林 (2)')
})

test('hours, people on duty and pay are formulas of the list of shifts', async () => {
  const sheets = await formulaCells(await rosterWorkbook(sampleRoster('en')))
  const cell = (sheet: string, address: string) => Object.values(sheets.get(sheet)!.get(address)!)
  expect(cell('Shifts', 'K4')).toEqual(['(H4-I4)/60*J4', 8])
  expect(cell('Hours', 'C5')).toEqual(["'Shifts'!K4", 8])
  // On Tuesday a shift without breaks, and one on call, which is not paid as work.
  expect(cell('Hours', 'D5')).toEqual(["SUM('Shifts'!K5,'Shifts'!K6)", 9])
  expect(cell('Hours', 'J5')).toEqual(['SUM(C5:I5)', 17])
  expect(cell('Hours', 'L5')).toEqual(['J5*K5', 17 * 21.5])
  expect(cell('Hours', 'J7')).toEqual(['SUM(J5:J6)', 25])
  expect(cell('Hours', 'L13')).toEqual(['SUM(L7,L11)', 33 * 21.5])
  expect(cell('Roster', 'J5')).toEqual([`COUNTIF('Hours'!C5:I5,">0")`, 2])
  expect(cell('Roster', 'C7')).toEqual([`COUNTIF('Hours'!C5:C6,">0")`, 1])
})

test('a month leaves out other dates, and is refused when it leaves out all', async () => {
  const horizon = dayHorizon('2026-10-26', 7, 30, 'Europe/Berlin')
  const given = { ...sampleRoster('en'), horizon }
  const november = (await textCells(await rosterWorkbook({ ...given, month: '2026-11' }))).get('Roster')!
  expect(['C2', 'D2'].map((address) => november.get(address))).toEqual(['11-01 Sun', 'Days worked'])
  await expect(rosterWorkbook({ ...given, month: '2026-12' })).rejects.toThrow(
    '"2026-12" has no date of the roster. It has dates from 2026-10-26 to 2026-11-01.',
  )
})

test('a shift of a stranger is refused', async () => {
  const sample = sampleRoster('en')
  const [first] = sample.roster.assignments
  const roster = { assignments: [{ ...first!, employeeId: 'x9' }] }
  await expect(rosterWorkbook({ ...sample, roster })).rejects.toThrow(
    new RangeError('The roster has a shift of "x9", who is not in the team.'),
  )
})
