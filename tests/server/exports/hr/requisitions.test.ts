import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { RequisitionPlan } from '../../../../server/contracts/export.ts'
import {
  type Requisition,
  requisitionCsv,
  requisitionFiles,
  requisitionsOf,
} from '../../../../server/exports/hr/requisitions.ts'
import { parseExportMapping } from '../../../../server/imports/export-mapping.ts'
import { parseRequisitionPlan } from '../../../../server/imports/requisition-plan.ts'
import { externalSchema } from '../../../../solver/domain/headcount-settings.ts'
import { mappingOf } from '../../../fixtures/roster-to-export.ts'

const SAMPLES = join(import.meta.dirname, '../../../../scenarios/beauty-50/exports')

const contract = { guaranteedMinutesPerWeek: 0, overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 0 }
const terms = {
  contracts: [
    { ...contract, id: 'full-time', ordinaryMinutesPerWeek: 2400 },
    { ...contract, id: 'half', ordinaryMinutesPerWeek: 1200 },
  ],
  external: [
    externalSchema.parse({
      id: 'agency',
      kind: 'temporary',
      costPerHour: 3000,
      leadWeeks: 2,
      maxPeople: 20,
      hoursPerWeek: 30,
    }),
  ],
  language: 'en' as const,
}
const hire = {
  groupId: 'presales',
  people: 4,
  contractId: 'full-time',
  requestBy: '2026-08-24',
  startsOn: '2026-09-28',
}
const plan: RequisitionPlan = {
  basis: { scenario: 'double-11', from: '2026-09', months: 4, standardHoursPerWeek: 40 },
  weeks: ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23'].map((firstDate) => ({ firstDate })),
  groups: [
    {
      groupId: 'presales',
      name: { 'zh-CN': '售前组', en: 'Pre-sales' },
      // Two weeks with as many as 61 hours, which take three people of 30; a week without; one more with 30.
      weekExternalHours: [{ sourceId: 'agency', hours: [0, 45, 61, 0, 30] }],
    },
  ],
  classes: [
    { ...hire, isBooked: false },
    { ...hire, people: 2, contractId: 'half', startsOn: '2026-10-26', requestBy: '2026-09-21', isBooked: false },
    { ...hire, people: 9, isBooked: true },
  ],
  sales: [{ title: '双11', firstDate: '2026-11-09', lastDate: '2026-11-11', groupIds: ['presales'] }],
}

describe('requisitions of a headcount plan', () => {
  const requisitions = requisitionsOf(plan, terms)
  const short = ({ requisition, employmentType, count, fte, needBy, postBy }: Requisition) =>
    [requisition, employmentType, count, fte, needBy, postBy].join(' ')

  it('ask for classes that are not booked and for people from outside, by the day they are needed', () => {
    expect(requisitions.map(short)).toEqual([
      'double-11-presales-2026-09-28 full 4 4 2026-09-28 2026-08-24',
      'double-11-presales-2026-10-26 part 2 1 2026-10-26 2026-09-21',
      'double-11-presales-agency-2026-11-02 temp 3 2.25 2026-11-02 2026-10-19',
      'double-11-presales-agency-2026-11-23 temp 1 0.75 2026-11-23 2026-11-09',
    ])
  })

  it('say what they are for', () => {
    expect(requisitions.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 3 }, () => 'Headcount plan of 4 months from 2026-09; next sale: 双11 (2026-11-09)'),
      'Headcount plan of 4 months from 2026-09',
    ])
  })

  it('are read from the JSON of a plan, and nothing else is taken for one', () => {
    expect(parseRequisitionPlan('plan.json', JSON.stringify(plan))).toEqual(plan)
    const hint = 'Use the JSON of a headcount plan, as it was written.'
    expect(() => parseRequisitionPlan('plan.json', '{}')).toThrow(
      `plan.json, column basis: is not that of a headcount plan. ${hint}`,
    )
    expect(() => parseRequisitionPlan('plan.json', '{')).toThrow(`plan.json: is not JSON. ${hint}`)
  })
})

describe('requisitions.csv', () => {
  const [first] = requisitionsOf(plan, terms)
  const columns = {
    columns: [
      { field: 'employmentType', column: '用工类型', values: { full: '全职' } },
      { constant: '新增', column: '性质' },
    ],
  }

  it('has our fields without a mapping, and names what nobody mapped', () => {
    const { files, notes } = requisitionFiles(
      { ...plan, classes: plan.classes.slice(0, 1), groups: [] },
      terms,
      mappingOf(),
    )
    expect(files.get('requisitions.csv')).toBe(
      '\uFEFFrequisition,position,department,costCentre,location,employmentType,fte,count,needBy,postBy,reason,scenario\n' +
        'double-11-presales-2026-09-28,presales,presales,,,full,4,4,2026-09-28,2026-08-24,' +
        'Headcount plan of 4 months from 2026-09; next sale: 双11 (2026-11-09),double-11\n',
    )
    expect(notes).toHaveLength(4)
    expect(notes[2]).toBe('requisitions.csv: requisitions.costCentres says nothing of presales.')
  })

  it('has the columns, words and constants of a mapping, in its order', () => {
    expect(requisitionCsv([first!], mappingOf({ requisitions: columns }).requisitions)).toBe(
      '\uFEFF用工类型,性质\n全职,新增\n',
    )
  })

  it('lets no text run as a formula', () => {
    const hostile = { ...first!, groupName: '=HYPERLINK("http://x")', reason: '@SUM(A1)' }
    const [, cells] = parse(requisitionCsv([hostile], mappingOf().requisitions), { bom: true }) as string[][]
    expect([cells![1], cells![10]]).toEqual([`'=HYPERLINK("http://x")`, "'@SUM(A1)"])
  })
})

describe('mappings that ship as examples', () => {
  it.each(readdirSync(SAMPLES))('%s can be read and says that it is unverified', (name) => {
    const text = readFileSync(join(SAMPLES, name), 'utf8')
    expect(text.split('\n').slice(0, 3).join(' ')).toMatch(/unverified|未经核实/)
    expect(() => parseExportMapping(name, text)).not.toThrow()
  })

  it('with a mistyped setting are refused at its line', () => {
    expect(() => parseExportMapping('exports.yaml', 'feishu:\n  gruops: {}\n')).toThrow(
      'exports.yaml row 2, column feishu.gruops: is not a known setting. Maybe you meant "groups".',
    )
  })
})
