import { DateTime } from 'luxon'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import type { RunForecast } from '../../server/contracts/run-result.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

/** Of the small plan, whose queues are open from nine to seven. */
const WEDNESDAY = DateTime.fromISO('2026-11-11', { zone: 'utc' })
const MONDAY = DateTime.fromISO('2026-11-09', { zone: 'utc' })
const HOUR = 14

/** A zone in which it is early afternoon now, so that the plan's Wednesday can be today there. */
function afternoon() {
  const hours = ((HOUR - DateTime.utc().hour + 36) % 24) - 12
  const zone = hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
  const today = DateTime.now().setZone(zone).startOf('day').setZone('utc', { keepLocalTime: true })
  return { zone, days: Math.round(today.diff(WEDNESDAY, 'days').days), today: today.toISODate()! }
}

const { zone, days, today } = afternoon()
const moved = (text: string) =>
  text.replace(/\b\d{4}-\d{2}-\d{2}(?=\b|T)/g, (date) => DateTime.fromISO(date).plus({ days }).toISODate() ?? date)

let server: TidelineServer
const { get, post, ended, publish } = serverApi(() => server)
let browser: Browser
let plan: Plan

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await get<{ units: { id: string }[] }>('/units')
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content: moved(content) }))
    .filter(({ path }) => path !== 'previous-roster.csv')
    .map(({ path, content }) => ({
      path,
      content:
        path === 'plan.yaml'
          ? content.replace('zone: Asia/Shanghai', `zone: ${zone}\nweekStartsOn: ${MONDAY.plus({ days }).weekday}`)
          : content,
    }))
  plan = await post<Plan>('/plans', { unitId: units[0]!.id, files })
  const week = MONDAY.plus({ days }).toISODate()
  const run = await ended(await post<Run>(`/plans/${plan.id}/runs`, { week, replications: 5, timeLimitSeconds: 20 }))
  await publish(run)
  const forecast = await get<RunForecast>(`/runs/${run.id}/forecast`)
  const chat = forecast.queues.find(({ queueId }) => queueId === 'chat')!
  const intervals = ['09:00', '10:00', '11:00', '12:00'].map((hour) => {
    const at = forecast.starts.findIndex((start) => start.startsWith(`${today}T${hour}`))
    return { queueId: 'chat', start: `${today}T${hour}`, offered: Math.round(2.5 * chat.mean[at]!) }
  })
  await post(`/plans/${plan.id}/actuals`, { batchId: crypto.randomUUID(), sentAt: new Date().toISOString(), intervals })
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

test('a day far over plan is warned of on the page by itself; somebody takes care of it, and asks what could be done', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'en-GB',
    colorScheme: 'light',
  })
  await page.goto(`/?view=intraday&plan=${plan.id}`)
  const warnings = page.getByRole('region', { name: 'Warnings' })
  const late = warnings.getByRole('listitem').filter({ hasText: 'service falls to' })
  await late.waitFor({ timeout: 60_000 })
  expect(await page.locator('main .answer h1').innerText()).toContain('service falls to')
  expect(await page.locator('[data-queue=chat]').innerText()).toMatch(/The day is expected at [\d.]+% of plan/)
  await late.getByRole('button', { name: 'I take care of it' }).click()
  await late.getByText('takes care of it since').waitFor()
  expect(await late.getByRole('button').count()).toBe(0)
  const actions = page.getByRole('region', { name: 'What could be done now' })
  await actions.getByRole('button', { name: 'Look for it' }).click()
  await actions.getByText('each one is simulated').waitFor({ timeout: 30_000 })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)

test('the same in Chinese, on a phone', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'zh-CN',
    colorScheme: 'dark',
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/?view=intraday&plan=${plan.id}`)
  const warnings = page.getByRole('region', { name: '预警' })
  await warnings.getByText('服务水平将降至').waitFor()
  expect(await warnings.innerText()).not.toMatch(/\{\{|intraday\./)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await accessibilityFindings(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
