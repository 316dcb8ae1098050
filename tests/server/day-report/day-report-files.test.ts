import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DayReport, TeamFigures } from '../../../server/contracts/day-report.ts'
import { headline } from '../../../server/exports/day-report-headline.ts'
import { dayReportMail } from '../../../server/exports/day-report-mail.ts'
import { dayReportWorkbook } from '../../../server/exports/xlsx/day-report/day-report-workbook.ts'
import { launchBrowser } from '../../browser.ts'
import { recalculated } from '../../libreoffice.ts'
import { compareRecalculation } from '../exports/xlsx/recalculation-differences.ts'
import { formulaCells, textCells } from '../exports/xlsx/workbook-parts.ts'

const stamp = (time: string) => `2026-11-13T${time}+08:00`
const service = { target: 0.8, simulated: 0.86, contacts: 300, inTime: 252, reached: 0.84, intervals: 2, known: 2 }
const CHAT: DayReport['queues'][number] = {
  ...{
    queueId: 'chat',
    name: '=1+1 <script>alert(1)</script>',
    kind: 'instant',
    verdict: 'kept',
    abandoned: 0.05,
    service,
  },
  volume: { planned: 230, plannedOfKnown: 230, came: 300, intervals: 2, known: 2, wape: 70 / 300, bias: -70 / 300 },
  staffing: { needed: 10, neededForWhatCame: 13, scheduled: 9, expected: 8.5, present: null },
  aht: { planned: 240, actual: 250 },
  backlog: { contacts: 3, planned: 1, at: stamp('21:00') },
  byInterval: {
    ...{ planned: [130, 100], came: [170, 130], needed: [5, 5], scheduled: [4, 5], present: [null, null] },
    reached: [0.75, 0.96],
  },
  missed: [
    {
      ...{
        queueId: 'chat',
        start: stamp('19:30'),
        end: stamp('21:00'),
        came: 131,
        planned: 100,
        late: 60,
        beyond: 33.8,
      },
      ...{ plannedAhtSeconds: 240, ahtSeconds: 250, needed: 5, expected: 4, present: null, mainReason: 'moreContacts' },
      parts: { asPlanned: 10, planShort: 5, fewerPeople: null, moreContacts: 40, longerContacts: 8, unexplained: -3 },
    },
  ],
}
const REPORT: DayReport = {
  ...{
    planId: 'p',
    unitId: 'main',
    name: { 'zh-CN': '小队', en: 'Small & team' },
    day: '2026-11-13',
    zone: 'Asia/Shanghai',
  },
  ...{ currency: 'CNY', intervalMinutes: 30, starts: [stamp('19:30'), stamp('20:00')] },
  ...{ serverTime: '2026-11-14T00:00:00Z', asOf: stamp('20:30'), receivedAt: '2026-11-13T12:31:00Z' },
  plan: { runId: '00000000-0000-4000-8000-000000000000', publishedAt: '2026-11-01T00:00:00Z' },
  missing: ['noStates', 'partActuals'],
  total: {
    ...{ volume: CHAT.volume, staffing: CHAT.staffing, service: { ...service, target: null, simulated: null } },
    ...{ abandoned: 0.05, verdict: 'kept' },
  },
  queues: [CHAT, { ...CHAT, queueId: 'phone', name: 'Phone', missed: [], backlog: null }],
  presence: null,
  cost: { paidHours: 80, wages: 256_000, overtime: 6000, premiums: 0 },
  risks: {
    ...{ day: '2026-11-14', runId: '00000000-0000-4000-8000-000000000000', isPublished: true },
    understaffed: [{ queueId: 'chat', start: stamp('19:30'), end: stamp('21:00'), worst: 2, agentHours: 3 }],
    lowService: [
      { queueId: 'chat', start: stamp('19:30'), end: stamp('21:00'), least: 0.6, target: 0.8, contacts: 90 },
    ],
    events: [
      { kind: 'livestream', title: '"><img src=x>', start: stamp('19:30'), end: stamp('21:00'), expectedSize: 1 },
    ],
  },
  trend: {
    weeks: [{ week: '2026-11-09', came: 300, reached: 0.84, days: 1, satisfaction: 0.8 }],
    days: [{ day: '2026-11-13', came: 300, reached: 0.84, days: 1, satisfaction: null }],
    satisfactionSource: 'a guess',
  },
}
const hours = { scheduledHours: 8, onPositionHours: 7.5, occupancy: 0.8, adherence: 0.93 }
const FIGURES: TeamFigures = {
  ...{ unitId: 'main', day: '2026-11-13', serverTime: REPORT.serverTime, graceMinutes: 5, eveningFrom: '20:00' },
  from: '2026-10-17',
  groups: [
    {
      ...{ groupId: 'care', name: 'Care', people: 2, reported: 2, ...hours },
      ...{ evenings: { least: 1, most: 3, mean: 2 }, weekends: null },
    },
  ],
  people: ['an', 'bo'].map((employeeId) => ({
    ...{ employeeId, name: `+${employeeId}`, groupId: 'care', ...hours, shifts: 20, evenings: 2, weekends: 1 },
  })),
}

describe('the sentence on top', () => {
  test('says what was kept and why the worst of it was not', () => {
    const report = { ...REPORT, queues: [{ ...CHAT, name: 'Chat' }] }
    expect(headline(report, 'en')).toBe(
      'Friday 13 Nov was kept: 84.0 % of 300 in time; Chat 19:30–21:00 missed, as 31 % more came than planned',
    )
    expect(headline(report, 'zh-CN')).toBe(
      '11月13日星期五达标：300 件中 84.0 % 按时；Chat 19:30–21:00 未达：来量多出 31 %',
    )
  })
})

describe('the workbook', () => {
  test('sums by formulas, which a spreadsheet works out to the same', async () => {
    const workbooks = await Promise.all(
      (['en', 'zh-CN'] as const).map((language) => dayReportWorkbook({ report: REPORT, figures: FIGURES, language })),
    )
    const calculated = await recalculated(workbooks)
    for (const [at, workbook] of workbooks.entries()) {
      const { formulas, differences } = await compareRecalculation(workbook, calculated[at]!)
      expect(differences).toEqual([])
      expect(formulas).toBeGreaterThan(20)
    }
    const day = (await formulaCells(workbooks[0]!)).get('Day')!
    const values = [...day.values()].map(({ formula, value }) => [formula, value])
    expect(values).toContainEqual(['SUM(B7:B8)', 460])
    expect(values).toContainEqual(['IF(J9=0,0,K9/J9)', 0.84])
    const missed = (await formulaCells(workbooks[0]!)).get('Why it missed')!
    expect([...missed.values()].map(({ value }) => value)).toEqual([60])
  }, 240_000)

  test('has a sheet of people for those who may see them alone, by id and as plain text', async () => {
    const texts = await textCells(await dayReportWorkbook({ report: REPORT, figures: FIGURES, language: 'en' }))
    expect([...texts.keys()]).toEqual(['Day', 'Intervals', 'Why it missed', 'Next day', 'Trend', 'Groups and people'])
    const people = [...texts.get('Groups and people')!.values()]
    expect(people.filter((text) => text === 'an' || text === 'bo')).toEqual(['an', 'bo'])
    expect(people).toContain('+an')
    expect([...texts.get('Day')!.values()]).toContain('=1+1 <script>alert(1)</script>')
    const without = await textCells(await dayReportWorkbook({ report: REPORT, figures: null, language: 'zh-CN' }))
    expect([...without.keys()]).toEqual(['日报', '分时段', '未达原因', '次日风险', '周趋势'])
  })
})

describe('the mail', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
  })

  test('escapes what people named, runs nothing, fetches nothing and fits 600 pixels', async () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const text = dayReportMail(REPORT, language)
      expect(text).not.toMatch(/<script|<img|<link|url\(/i)
      expect(text).toContain('&lt;script&gt;')
      const page = await browser.newPage({ viewport: { width: 600, height: 900 } })
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.setContent(text)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(600)
      expect(asked).toEqual([])
      expect(await page.locator('img, script, iframe').count()).toBe(0)
      expect(await page.locator('body').innerText()).toContain(
        language === 'en' ? 'Where and why it missed' : '未达时段与原因',
      )
      await page.close()
    }
  }, 60_000)
})
