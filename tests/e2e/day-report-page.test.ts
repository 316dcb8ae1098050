import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
/** A Tuesday of the small plan's week, long over. */
const DAY = '2026-11-10'

let server: TidelineServer
const { post, ended, publish } = serverApi(() => server)
let browser: Browser
let plan: Plan

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  plan = await post<Plan>('/plans', { unitId: 'main', files })
  const run = await ended(await post<Run>(`/plans/${plan.id}/runs`, { replications: 5, timeLimitSeconds: 20 }))
  await publish(run)
  const hours = Array.from({ length: 10 }, (_, hour) => `${DAY}T${String(9 + hour).padStart(2, '0')}:00`)
  await post(`/plans/${plan.id}/actuals`, {
    ...{ batchId: crypto.randomUUID(), sentAt: new Date().toISOString() },
    intervals: hours.map((start, hour) => ({
      ...{
        queueId: 'chat',
        start,
        offered: hour === 6 ? 60 : 10,
        answeredWithin: hour === 6 ? 15 : 10,
        ahtSeconds: 300,
      },
    })),
    agentStates: [
      { employeeId: 'di', state: 'available', from: `${DAY}T09:00` },
      { employeeId: 'di', state: 'off', from: `${DAY}T18:00` },
    ],
  })
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

test('the last reported day is told in a sentence, a picture and figures, and taken along as a workbook', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'en-GB',
    colorScheme: 'light',
  })
  await page.goto(`/?view=dayReport&plan=${plan.id}`)
  const answer = page.locator('main .answer h1')
  await answer.waitFor()
  expect(await answer.innerText()).toMatch(/^Tue.* was missed: 70% of 150 contacts in time\. chat missed 15:00–16:00/)
  const chat = page.locator('[data-queue=chat]')
  expect(await chat.getByRole('img').count()).toBe(1)
  expect(await chat.innerText()).toContain('Service is known of 10 of 10 intervals.')
  const why = page.getByRole('region', { name: 'Where and why it missed' })
  expect(await why.getByRole('row').count()).toBe(2)
  expect(await why.innerText()).toContain('More contacts')
  await page.getByText('Ordered by id, never ranked.').waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download day-report-${DAY}.xlsx` }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`day-report-${DAY}.xlsx`)
  await page.screenshot({ path: join(OUTPUT, 'day-report-en.png'), fullPage: true })
  // By keyboard to the day before.
  await page.getByRole('button', { name: 'The day before' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Mon.*nothing was reported/ }).waitFor()
  expect(new URL(page.url()).searchParams.get('day')).toBe('2026-11-09')
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

test('in Chinese on a phone nothing scrolls sideways, and a day of which nothing is known says what to do', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'zh-CN',
    colorScheme: 'dark',
  })
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`/?view=dayReport&plan=${plan.id}&day=${DAY}`)
  await page.getByText('150 件中 70% 按时').waitFor()
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await overflow()).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.screenshot({ path: join(OUTPUT, 'day-report-phone-zh.png'), fullPage: true })
  await page.goto(`/?view=dayReport&plan=${plan.id}&day=2026-12-24`)
  await page.getByRole('heading', { name: /既没有排班，也没有上报/ }).waitFor()
  expect(await page.locator('main .notice').innerText()).toContain('请先计划本周并发布')
  expect(await overflow()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)
