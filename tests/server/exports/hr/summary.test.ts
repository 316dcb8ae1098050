import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlanReportReply } from '../../../../server/contracts/plan-report.ts'
import { summaryHtml } from '../../../../server/exports/hr/summary.ts'
import { launchBrowser } from '../../../browser.ts'
import { eightHours, rosterToExport } from '../../../fixtures/roster-to-export.ts'

const NAME = 'name: { zh-CN: 小队, en: Small team }'
const given = rosterToExport({
  week: '2026-09-28',
  shifts: eightHours('bo', ['2026-09-28', '2026-10-01']),
  language: 'en',
})

const report: PlanReportReply = {
  ...{ cost: 480_000, currency: 'CNY', objective: 500_000, objectiveBound: 490_000 },
  costs: { wages: 480_000, overtime: 0, premiums: 48_000, understaffing: 20_000, overdueWork: 0, softRules: 0 },
  ...{ relativeGap: 0.02, relativeGapOfControllable: 0.05, termination: 'feasible', limit: 'gap', solveSeconds: 1 },
  ...{ seed: 7, inputHash: given.inputs.inputHash, versions: { tideline: '1.2.3' } },
  ...{
    week: '2026-09-28',
    weeks: 1,
    scenario: 'baseline',
    violations: [],
    serviceRounds: [],
    missing: [],
    warnings: [],
  },
  unmet: [
    {
      queue: 'chat',
      kind: 'understaffed',
      start: '2026-10-01T14:00+08:00',
      end: '2026-10-01T16:00+08:00',
      worst: 1,
      hours: 2,
    },
  ],
  serviceLevels: [
    {
      ...{ queue: 'chat', target: '80 % in 60 s', targetShare: 0.8, mean: 0.85, lower95: 0.82, upper95: 0.88 },
      worstInterval: { start: '2026-10-01T14:00+08:00', mean: 0.4 },
      ...{ contacts: 500, abandonRate: 0.02, asaSeconds: 12, occupancy: 0.7 },
    },
  ],
  targets: [
    {
      ...{ queue: 'chat', unit: 'share', kind: 'answeredWithin', within: 60, asked: 0.8, over: 'week' },
      ...{ mean: 0.85, lower95: 0.82, upper95: 0.88, at: null, verdict: 'met', preset: null },
    },
  ],
  gate: { publishable: true, blockers: [] },
}

/** Text of a page without its marks. */
const textOf = (page: string) =>
  page
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('the summary of a week', () => {
  it('tells cost with bound and gap, service with its interval, hours by code and where it comes from', () => {
    const text = textOf(summaryHtml(given, report))
    for (const fact of [
      'Objective, with gaps CN¥5,000.00 Proved bound CN¥4,900.00 Gap to the bound 2.0 %',
      'chat 80.0 % in 60 s 85.0 % 82.0 % – 88.0 % 40.0 % (10-01 14:00) met',
      'Overtime and premiums CN¥480.00',
      'OT300 8.00 1 REG 8.00 1',
      'understaffed 10-01 14:00 2.0',
      'Seed 7',
      given.inputs.inputHash.slice(0, 16),
      'May be published',
    ]) {
      expect(text).toContain(fact)
    }
  })

  it('is in Chinese when that is asked for', () => {
    const text = textOf(summaryHtml({ ...given, language: 'zh-CN' }, report))
    expect(text).toContain('小队')
    expect(text).toContain('60 秒内 80.0 %')
  })

  it('says when the inputs are no longer those of the report, and when hours cannot be told', () => {
    const late = rosterToExport({ week: '2027-09-27', shifts: eightHours('bo', ['2027-10-01']), language: 'en' })
    const text = textOf(summaryHtml(late, { ...report, inputHash: 'f'.repeat(64) }))
    expect(text).toContain('the inputs have changed since')
    expect(text).toContain('Hours cannot be told by pay code: knows no statutory holidays of 2027')
  })

  it('holds no script and takes no name for markup', () => {
    const hostile = rosterToExport({
      ...{ week: '2026-09-28', shifts: [], language: 'en' },
      plan: { [NAME]: `name: '<script>alert(1)</script>"&'` },
    })
    const page = summaryHtml(hostile, { ...report, scenario: '<img src=x onerror=alert(1)>' })
    expect(page).not.toMatch(/<script|<img/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;')
  })
})

describe('printed', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)
  afterAll(() => browser.close())

  /** The most that a report may hold: every table longer than the page shows, words long and many. */
  const many = <Row>(row: (index: number) => Row) => Array.from({ length: 60 }, (_, index) => row(index))
  const long = '很长的队列名称'.repeat(12)
  const full: PlanReportReply = {
    ...report,
    unmet: many((index) => ({ ...report.unmet[0]!, queue: `${long}${index}` })),
    serviceLevels: many((index) => ({ ...report.serviceLevels[0]!, queue: `${long}${index}` })),
    versions: Object.fromEntries(many((index) => [`package-${index}`, '10.11.12'])),
    scenario: long,
    inputHash: 'f'.repeat(64),
  }
  const groups = many((index) => `  - { id: g${index}, name: ${long}${index} }`).join('\n')
  const crowded = rosterToExport({
    ...{ week: '2026-09-28', shifts: eightHours('bo', ['2026-09-28']) },
    plan: { '  - id: care': `  - id: care\n${groups}`, [NAME]: `name: ${long.repeat(3)}` },
  })

  it.each([
    ['a plain week', given, report],
    ['a crowded week', crowded, full],
  ])('%s is one page of A4', { timeout: 60_000 }, async (_name, roster, of) => {
    const page = await browser.newPage()
    await page.setContent(summaryHtml(roster, of))
    const pdf = await page.pdf({ preferCSSPageSize: true })
    await page.close()
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]\.\d+\]/)
  })
})
