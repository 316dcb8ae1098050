import { expect, test } from 'vitest'
import { headcountWorkbook } from '../../../../server/exports/xlsx/headcount-workbook.ts'
import { sampleHeadcountPlan } from './sample-headcount-plan.ts'
import { type FormulaCell, formulaCells, textCells, workbookParts } from './workbook-parts.ts'

const plan = sampleHeadcountPlan({ groups: 3, months: 4 })

const sheetNames = async (workbook: Uint8Array) => [...(await formulaCells(workbook)).keys()]

/** Cells of the checks' sheet whose formula is such a check. */
const checks = (sheets: Map<string, Map<string, FormulaCell>>, name: string) =>
  [...sheets.get(name)!.values()].filter(({ value }) => typeof value === 'boolean')

test('sheets, headers and second headers follow the language', async () => {
  const further = [sampleHeadcountPlan({ groups: 3, months: 4, scenario: '双11', factor: 1.4 })]
  const chinese = await headcountWorkbook(plan, 'zh-CN', { further })
  const groups = ['售后1组', '售后2组', '售后3组']
  expect(await sheetNames(chinese)).toEqual([
    ...['摘要', '招聘与风险', '全部小组', ...groups],
    ...['按周', '情景对比', '情景对比（按期）', '假设', '校验'],
  ])
  expect(await sheetNames(await headcountWorkbook(plan, 'en'))).toEqual([
    ...['Summary', 'Hiring and risks', 'All groups', 'After-sales 1', 'After-sales 2', 'After-sales 3'],
    ...['Weeks', 'Assumptions', 'Checks'],
  ])
  const strings = (await workbookParts(chinese)).get('xl/sharedStrings.xml')!
  for (const text of ['2026年12月', 'Dec 2026', '期末人数', 'Closing headcount']) expect(strings).toContain(`>${text}<`)
})

/** Formulas of a period by their line's label; `[label]` is the cell of that line, `<[label]` that of the period before. */
const FORMULAS = {
  'Workload (hours)': '[Contacts]*[Handling time (s)]/3600',
  'Hours on position': '[Workload (hours)]/[Occupancy (with concurrency)]',
  'Shrinkage: unplanned': "'Assumptions'!$B$5",
  'Shrinkage: =training': "'Assumptions'!$B$7*10/[Calendar days]",
  'Shrinkage, all compounded':
    '1-PRODUCT(1-[Shrinkage: unplanned],1-[Shrinkage: 年假 leave],1-[Shrinkage: =training],1-[Shrinkage: weighting by weeks])',
  'Paid hours needed': '[Hours on position]/[Shift fit]/(1-[Shrinkage, all compounded])',
  'Standard hours per FTE': "[Calendar days]/7*'Assumptions'!$B$4",
  'Required FTE': '[Paid hours needed]/[Standard hours per FTE]',
  'Opening headcount': '<[Closing headcount]',
  'Attrition (expected)': 'SUM([Opening headcount]:[Transfers in])*[Attrition of opening + arrivals]',
  'Closing headcount': 'SUM([Opening headcount]:[Transfers in])-[Transfers out]-[Attrition (expected)]',
  'Gap or surplus FTE': '[Available FTE]-[Required FTE]',
  Wages: '([Opening headcount]+[Closing headcount])/2*[Wages per mean person]',
  'Money paid': 'SUM([Wages]:[Transfers])',
} as const

test('what follows from other figures is a formula of them', async () => {
  const workbook = await headcountWorkbook(plan, 'en')
  const labels = [...(await textCells(workbook)).get('After-sales 1')!].filter(([address]) => /^A\d/.test(address))
  const rowOf = new Map(labels.map(([address, label]) => [label, address.slice(1)]))
  const cells = (await formulaCells(workbook)).get('After-sales 1')!
  // 10 of February's days have training; see the sample.
  const [column, before] = ['E', 'D']
  const written = (template: string) =>
    template.replaceAll(/(<?)\[([^\]]+)\]/g, (_, last, label) => `${last === '<' ? before : column}${rowOf.get(label)}`)
  const found = Object.keys(FORMULAS).map((label) => cells.get(`${column}${rowOf.get(label)}`)?.formula)
  expect(found).toEqual(Object.values(FORMULAS).map(written))
})

test('the formulas give what the plan says, and the checks say so', async () => {
  const sheets = await formulaCells(await headcountWorkbook(plan, 'en'))
  const truths = checks(sheets, 'Checks')
  expect(truths.length).toBeGreaterThan(50)
  expect(truths.filter(({ value }) => value !== true)).toEqual([])
  expect(sheets.get('Checks')!.get('D2')!.value).toBe(0)
})

test('a plan whose figures do not hang together fails its checks', async () => {
  const [first, ...rest] = plan.groups
  const closingHeadcount = first!.closingHeadcount.map((count, at) => (at === 2 ? count + 1 : count))
  const broken = { ...plan, groups: [{ ...first!, closingHeadcount }, ...rest] }
  const sheets = await formulaCells(await headcountWorkbook(broken, 'en'))
  expect(sheets.get('Checks')!.get('D2')!.value).toBe(1)
})

test('a group may have the name of a sheet of the workbook', async () => {
  const [first, second, third] = plan.groups
  const groups = [
    { ...first!, name: 'Checks' },
    { ...second!, name: 'summary' },
    { ...third!, name: 'a/b' },
  ]
  expect(await sheetNames(await headcountWorkbook({ ...plan, groups }, 'en'))).toEqual([
    ...['Summary', 'Hiring and risks', 'All groups', 'Checks 2', 'summary 2', 'a b', 'Weeks', 'Assumptions', 'Checks'],
  ])
})

test('money is in whole units of its currency, which differ', async () => {
  const paid = async (currency: string) => {
    const workbook = await headcountWorkbook({ ...plan, basis: { ...plan.basis, currency } }, 'en')
    return (await formulaCells(workbook)).get('Summary')!.get('F5')!.value as number
  }
  const minor = plan.totals.paid.reduce((sum, money) => sum + money, 0)
  expect(await paid('CNY')).toBeCloseTo(minor / 100, 6)
  expect(await paid('JPY')).toBeCloseTo(minor, 4)
})

test('plans of other months are not compared', async () => {
  const further = [sampleHeadcountPlan({ groups: 3, months: 5, scenario: '618' })]
  await expect(headcountWorkbook(plan, 'en', { further })).rejects.toThrow(
    new RangeError('Scenario "618" is planned over other periods than the baseline.'),
  )
})

test('the same plan is the same bytes', async () => {
  expect(await headcountWorkbook(plan, 'zh-CN')).toEqual(await headcountWorkbook(plan, 'zh-CN'))
})
