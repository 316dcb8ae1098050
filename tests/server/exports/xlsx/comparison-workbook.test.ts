import { expect, test } from 'vitest'
import { type ComparisonOfPlan, comparisonWorkbook } from '../../../../server/exports/xlsx/comparison-workbook.ts'
import { BASELINE } from '../../../../solver/domain/scenario.ts'
import { sampleComparison } from './sample-comparison.ts'
import { formulaCells, textCells, workbookParts } from './workbook-parts.ts'

/** Row of a sheet, 1 for the first, by the text in its first column. */
async function rowsOf(given: ComparisonOfPlan, sheet: string) {
  const workbook = await comparisonWorkbook(given)
  const [texts, formulas] = await Promise.all([textCells(workbook), formulaCells(workbook)])
  const own = texts.get(sheet)!
  const rowOf = (text: string) =>
    Number([...own].find(([at, cell]) => at.startsWith('A') && cell === text)![0].slice(1))
  const formula = (column: string, text: string, below = 0) =>
    Object.values(formulas.get(sheet)!.get(`${column}${rowOf(text) + below}`)!)
  return { texts: own, rowOf, formula }
}

test('scenarios stand side by side in both languages, sheets never called the same', async () => {
  const names = async (language: 'en' | 'zh-CN') => [
    ...(await textCells(await comparisonWorkbook(sampleComparison(language)))).keys(),
  ]
  expect(await names('en')).toEqual([
    ...['Summary', 'baseline', 'Double 11', 'Summary 2', 'Waterfall', 'Assumptions', 'Checks'],
  ])
  expect(await names('zh-CN')).toEqual(['摘要', '基线', '双11', 'Summary', '瀑布', '假设', '校验'])
  const { texts } = await rowsOf(sampleComparison('en'), 'Summary')
  expect(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((column) => texts.get(`${column}2`))).toEqual([
    ...['Measure', '指标', 'baseline', 'Double 11', 'Summary', 'Double 11 − baseline', 'Summary − baseline', 'Unit'],
  ])
  expect(texts.get('D3')).toBe('双11')
})

test('figures refer to the sheets of the scenarios; differences and the gap are formulas', async () => {
  const { texts, rowOf, formula } = await rowsOf(sampleComparison('en'), 'Summary')
  const row = rowOf('Cost of the plan')
  const cost = [15_000.02, 23_200.04]
  expect(formula('D', 'Cost of the plan')).toEqual([expect.stringMatching(/^'Double 11'!D\d+$/), cost[1]])
  expect(formula('F', 'Cost of the plan')).toEqual([`D${row}-C${row}`, cost[1]! - cost[0]!])
  const [gap, value] = formula('D', 'Gap to the bound')
  expect(gap).toMatch(/^IF\('Double 11'!D\d+=0,0,\('Double 11'!D\d+-'Double 11'!D\d+\)\/'Double 11'!D\d+\)$/)
  expect(value).toBeCloseTo(300 / cost[1]!, 12)
  expect(texts.get(`H${row}`)).toBe('CNY')
  // Nothing to measure leaves cells empty, of the difference as well.
  expect(() => formula('F', 'Wages for each contact')).toThrow(TypeError)
})

test('a waterfall runs from the first plan to the other and leaves nothing unexplained', async () => {
  const { texts, rowOf, formula } = await rowsOf(sampleComparison('en'), 'Waterfall')
  const start = rowOf('Double 11') + 1
  const labels = [0, 1, 2, 3, 4, 5, 6].map((below) => texts.get(`A${start + below}`))
  expect(labels).toEqual([
    ...['baseline', 'Volume: ×1.4', 'Volume: more', 'Shifts, breaks, whole people', 'Sum of the steps', 'Double 11'],
    'Left unexplained (should be 0)',
  ])
  expect(formula('F', 'Volume: ×1.4')).toEqual([`F${start}+E${start + 1}`, 15_000.02 + 4_500])
  expect(formula('E', 'Sum of the steps')[0]).toBe(`SUM(E${start + 1}:E${start + 3})`)
  expect(formula('E', 'Sum of the steps')[1]).toBeCloseTo(8_200.02, 6)
  expect(formula('F', 'Left unexplained (should be 0)')).toEqual([`ROUND(F${start + 3}-F${start + 5},6)`, 0])
  // Hours are whole minutes, as the steps are: 333.333 h are 20,000 of them.
  expect(formula('D', 'baseline')[1]).toBeCloseTo(20_000 / 60, 9)
})

test('assumptions say in both languages what each scenario changes and what all rests on', async () => {
  const { texts, rowOf } = await rowsOf(sampleComparison('en'), 'Assumptions')
  const beside = (text: string) => ['B', 'C'].map((column) => texts.get(`${column}${rowOf(text)}`))
  expect(beside('Seed of the simulation / 仿真随机种子')).toEqual(['7', undefined])
  expect(beside('Inputs, SHA-256 / 输入指纹 SHA-256')).toEqual(['0'.repeat(64), undefined])
  expect(beside('Scenario, SHA-256 / 情景指纹 SHA-256')).toEqual(['f'.repeat(64), undefined])
  expect(beside('About / 说明')).toEqual(['constructor', undefined])
  expect(beside('Volume / 来量')).toEqual(['chat · × 1.4 · 2026-11-10 – 2026-11-12 · 20:00–25:00', undefined])
  expect(beside('Measure: bot / 措施：机器人分流')).toEqual([
    ...['35 % · in the history 10 % · chat', '35 % · 历史中已有 10 % · chat'],
  ])
  expect(beside('Settings / 设置')).toEqual(['set queues.chat.concurrency = 3', undefined])
  expect(beside('Absence / 缺勤')).toEqual(['absent bo', '缺席 bo'])
  expect(beside('People / 人员')).toEqual([
    ...['5 more people · like an · night · from 2026-11-02 on', '新增 5 人 · 参照 an · night · 自 2026-11-02 起'],
  ])
})

test('every check holds, and one that should not is counted', async () => {
  const failed = async (given: ComparisonOfPlan) =>
    (await rowsOf(given, 'Summary')).formula('C', 'Checks that fail (should be 0)')
  const given = sampleComparison('en')
  expect(await failed(given)).toEqual(["'Checks'!D2", 0])
  const corrupted = structuredClone(given)
  const corrupt = (measure: string) => {
    const value = corrupted.comparison.scenarios[1]!.values.find((each) => each.measure === measure && !each.queue)!
    Object.assign(value, { value: value.value! + 100_000 })
  }
  // No longer the sum of its parts, another gap and difference than was solved, and not what the waterfall arrives at.
  corrupt('objective')
  expect((await failed(corrupted))[1]).toBe(4)
  corrupt('wages')
  expect((await failed(corrupted))[1]).toBe(5)
})

test('targets carry their margin as a formula, and none where nobody came', async () => {
  const { rowOf, texts, formula } = await rowsOf(sampleComparison('en'), 'Double 11')
  const row = rowOf('Targets') + 3
  expect([texts.get(`B${row}`), texts.get(`I${row}`)]).toEqual(['answered within, s 30', 'missed'])
  expect(formula('H', 'Targets', 3)).toEqual([`E${row}-D${row}`, 0.6 - 0.85])
  expect(() => formula('H', 'Targets', 4)).toThrow(TypeError)
})

test('panes are frozen, pages fit, and the same comparison is the same bytes', async () => {
  const workbook = await comparisonWorkbook(sampleComparison('en'))
  const parts = await workbookParts(workbook)
  const sheets = [...parts].filter(([path]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path))
  expect(sheets).toHaveLength(7)
  for (const [path, xml] of sheets) {
    expect([path, xml.includes('state="frozen"'), xml.includes('fitToPage="1"')]).toEqual([path, true, true])
  }
  expect(await comparisonWorkbook(sampleComparison('en'))).toEqual(workbook)
})

test('scenarios of one name are told apart by their ids, and none at all is refused', async () => {
  const given = sampleComparison('en')
  const twins = { ...given, scenarios: ['double-11', 'Summary'].map((id) => ({ ...BASELINE, id, name: 'Sale' })) }
  const { texts } = await rowsOf(twins, 'Summary')
  expect([texts.get('D2'), texts.get('E2')]).toEqual(['Sale (double-11)', 'Sale (Summary)'])
  const none = { ...given, comparison: { scenarios: [], frontier: [] } }
  await expect(comparisonWorkbook(none)).rejects.toThrow(
    new RangeError('A comparison without scenarios has no workbook.'),
  )
})
