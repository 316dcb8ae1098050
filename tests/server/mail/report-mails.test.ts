import { expect, test } from 'vitest'
import { at, DAY } from '../actuals/actuals-app.ts'
import { publishKnownWeek, reportMorning } from '../day-report/reported-day.ts'
import { textCells } from '../exports/xlsx/workbook-parts.ts'
import { headerOf, partOf } from './mail-server.ts'
import { buildMailedApp } from './mailed-app.ts'

const REPORT = {
  at: '20:00',
  mails: ['an@example.com', 'bo@example.com'],
  language: 'zh-CN',
  withCosts: false,
} as const
const report = (part: object = {}) => ({ dailyReport: { ...REPORT, mails: [...REPORT.mails], ...part } })
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

test('the report of a day that is over goes out once, to each receiver, with the workbook', async () => {
  const app = await buildMailedApp()
  await publishKnownWeek(app)
  await reportMorning(app)
  await app.set(report())
  expect(await app.reports.sendDue(at('19:59'))).toEqual([])
  const sent = await Promise.all([1, 2, 3].map(() => app.reports.sendDue(at('20:00'))))
  expect(sent.flat()).toEqual([app.planId])
  expect(await app.reports.sendDue(at('23:30'))).toEqual([])
  await app.deliver()
  expect(app.mail.received.map(({ to }) => to).sort()).toEqual(REPORT.mails)
  const [mail] = app.mail.received
  // The queues have closed at seven: it tells of the same day.
  expect(mail!.subject).toBe(`Tideline | 日报 ${DAY} · 小队`)
  expect(headerOf(mail!.raw, 'Subject')).toMatch(/^=\?UTF-8\?/i)
  expect(headerOf(mail!.raw, 'Subject')).not.toContain('日')
  const html = partOf(mail!.raw, 'text/html').toString('utf8')
  expect(html).toContain(`<title>小队 · 日报 ${DAY}</title>`)
  const sheets = await textCells(partOf(mail!.raw, SHEET))
  expect([...sheets.keys()]).toEqual(['日报', '分时段', '未达原因', '次日风险', '周趋势'])
  const audit = await app.db.selectFrom('audit_log').selectAll().where('action', '=', 'plan.dayReportSent').execute()
  expect(audit).toMatchObject([{ detail: { day: DAY, mails: 2 }, actor_id: 'send-day-reports' }])
})

test('before the queues close it tells of the day before, and late on the same day what was missed', async () => {
  const app = await buildMailedApp()
  await publishKnownWeek(app)
  await app.set(report({ at: '13:30', language: 'en', mails: ['an@example.com'] }))
  // No server ran at half past one.
  expect(await app.reports.sendDue(at('17:45'))).toEqual([app.planId])
  await app.deliver()
  expect(app.mail.received.map(({ subject }) => subject)).toEqual(['Tideline | Daily report 2026-11-10 · Small team'])
  expect(await app.reports.sendDue(at('13:29', '2026-11-12'))).toEqual([])
  expect(await app.reports.sendDue(at('13:30', '2026-11-12'))).toEqual([app.planId])
})

test('a time of day that is over when it is set begins tomorrow', async () => {
  const app = await buildMailedApp()
  await publishKnownWeek(app)
  await app.set(report({ at: '08:00' }))
  expect(await app.reports.sendDue(at('12:01'))).toEqual([])
  expect(await app.reports.sendDue(at('08:00', '2026-11-12'))).toEqual([app.planId])
})

test('of a day without a published roster nothing is sent', async () => {
  const app = await buildMailedApp()
  await app.set(report())
  expect(await app.reports.sendDue(at('20:30'))).toEqual([])
  await publishKnownWeek(app)
  expect(await app.reports.sendDue(at('20:31', '2026-11-19'))).toEqual([])
  expect(await app.reports.sendDue(at('20:31'))).toEqual([app.planId])
})
