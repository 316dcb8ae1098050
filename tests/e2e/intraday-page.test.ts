import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActualsReceipt } from '../../server/contracts/actuals.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import type { RunCoverage, RunRoster } from '../../server/contracts/run-result.ts'
import { launchBrowser } from '../browser.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, goByDevice, openPage } from './page-watch.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const ENGLISH = { locale: 'en-GB', colorScheme: 'light' } as const
const CHINESE = { locale: 'zh-CN', colorScheme: 'dark' } as const
/** A Tuesday afternoon of the week, by the plan's clock 14:20. */
const NOW = '2026-11-10T14:20:00+08:00'

/** What is sent to the server is on an open page this soon. */
const SHOWN_WITHIN_MS = 2000

let server: TidelineServer
const { get, post, ended, publish } = serverApi(() => server)
let browser: Browser
let plan: Plan
let run: Run

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await get<{ units: { id: string }[] }>('/units')
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  plan = await post<Plan>('/plans', { unitId: units[0]!.id, files })
  run = await ended(await post<Run>(`/plans/${plan.id}/runs`, { replications: 5, timeLimitSeconds: 20 }))
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

const roster = () => get<RunRoster>(`/runs/${run.id}/roster`)

/** A page that opens at an instant, from which its clock moves on. */
async function pageAt(instant: string, reader: typeof ENGLISH | typeof CHINESE) {
  const opened = await openPage(browser, server.address, reader)
  await goByDevice(opened.context)
  await opened.context.addInitScript((openedAt) => {
    const real = Date.now
    const ahead = openedAt - real()
    Date.now = () => real() + ahead
  }, Date.parse(instant))
  return opened
}

const numberIn = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? Number.NaN)
const answer = (page: Page) => page.locator('main .answer h1')

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('the day at work', () => {
  test('before anything is published the run looked at is shown, and said to be a draft', async () => {
    const { page, context, complaints } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=intraday&plan=${plan.id}`)
    await page.getByText('Not published: the run that is looked at').waitFor()
    await page.goto(`/?view=mine&plan=${plan.id}&person=bo`)
    await page.getByRole('heading', { name: 'No roster of this week or a later one is published yet.' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  test('once it is published, who is there now is who the published roster has at work', async () => {
    await publish(run)
    const { page, context, complaints } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=intraday&plan=${plan.id}`)
    await page.getByText(/^Published /).waitFor()
    const now = Date.parse(NOW)
    const on = (await roster()).assignments.filter(
      ({ start, end }) => Date.parse(start) <= now && Date.parse(end) > now,
    )
    const paused = on.filter(({ breaks }) =>
      breaks.some(({ start, end }) => Date.parse(start) <= now && Date.parse(end) > now),
    )
    expect(on.length).toBeGreaterThan(0)
    const said = await answer(page).innerText()
    expect(said).toContain('14:20')
    expect(numberIn(said, /(\d+) at work/)).toBe(on.length - paused.length)
    expect(numberIn(said, /(\d+) on break/)).toBe(paused.length)
    const table = page.getByRole('table', { name: 'Who is there' })
    await page.getByLabel('Find').fill(on[0]!.employeeId)
    expect(await table.getByRole('row').count()).toBe(2)
    expect(await page.locator('.moment-mark').count()).toBeGreaterThan(0)
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  test('the figures under a chart are those of the coverage, on the page and in the file', async () => {
    const { page, context } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=intraday&plan=${plan.id}&queue=chat`)
    const panel = page.locator('[data-queue=chat]')
    await panel.getByText('Figures').click()
    const coverage = await get<RunCoverage>(`/runs/${run.id}/coverage`)
    const chat = coverage.queues.find(({ queueId }) => queueId === 'chat')!
    const at = coverage.starts.findIndex((start) => start.startsWith('2026-11-10T16:00'))
    const row = panel.getByRole('row', { name: /^16:00/ })
    expect(numberIn(await row.innerText(), /([\d.+-]+)\s*$/)).toBeCloseTo(chat.netStaffing[at]!, 1)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'Download intraday-chat-2026-11-10.csv' }).click(),
    ])
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
    const line = lines.find((text) => text.startsWith('2026-11-10T16:00'))
    expect(Number(line?.split(',').at(-1))).toBeCloseTo(chat.netStaffing[at]!, 9)
    await context.close()
  })

  test('days are stepped through and times chosen, all of it in the address', async () => {
    const { page, context, complaints } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=intraday&plan=${plan.id}`)
    await page.getByRole('button', { name: 'The day after' }).click()
    expect(new URL(page.url()).searchParams.get('day')).toBe('2026-11-11')
    expect(await answer(page).innerText()).toMatch(/Wed.*14:20/)
    await page.getByLabel('Look at').fill('09:30')
    expect(new URL(page.url()).searchParams.get('at')).toBe('2026-11-11T09:30+08:00')
    await page.reload()
    expect(await answer(page).innerText()).toContain('09:30')
    await page.getByRole('button', { name: 'Back to now' }).click()
    expect(await answer(page).innerText()).toContain('14:20')
    await page.getByLabel('Day', { exact: true }).fill('2026-12-24')
    await page.getByRole('heading', { name: /^Nothing is planned for Thu/ }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('listitem').getByRole('button').click()
    expect(new URL(page.url()).searchParams.get('day')).toBe(SMALL_PLAN_WEEK)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('contacts show on the open page within two seconds, beside the plan, and a silent feed is told of', async () => {
    const { page, context, complaints } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=intraday&plan=${plan.id}`)
    await page.getByText('No contacts of this day have been reported').waitFor()
    expect(await page.locator('[data-part=contacts]').count()).toBe(0)
    const send = (rows: Record<string, number>) =>
      post<ActualsReceipt>(`/plans/${plan.id}/actuals`, {
        ...{ batchId: crypto.randomUUID(), sentAt: new Date().toISOString() },
        intervals: Object.entries(rows).map(([time, offered]) => ({
          ...{ queueId: 'chat', start: `2026-11-10T${time}`, offered },
        })),
      })
    expect(await send({ '09:00': 20, '10:00': 30 })).toMatchObject({ stored: 2, refused: 0 })
    const contacts = page.locator('[data-queue=chat] [data-part=contacts]')
    await contacts.getByText('50 contacts came so far').waitFor({ timeout: SHOWN_WITHIN_MS })
    await page.getByText('Contacts as of 11:00').waitFor()
    // A correction, and one interval left out.
    expect(await send({ '10:00': 31, '12:00': 10 })).toMatchObject({ stored: 1, restated: 1 })
    await contacts.getByText('61 contacts came so far').waitFor({ timeout: SHOWN_WITHIN_MS })
    await contacts.getByText('1 interval before that was not reported.').waitFor()
    await page.getByRole('alert').getByText('Feed silent since Tue, Nov 10, 13:00: chat.').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'intraday-contacts.png'), fullPage: true })
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('the own roster', () => {
  test('a person finds the own shifts by name, on a phone, and takes the calendar along', async () => {
    const { page, context, complaints } = await pageAt(NOW, CHINESE)
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto(`/?view=mine&plan=${plan.id}`)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByLabel('姓名或工号').fill('安')
    await page.getByRole('button', { name: /^安安/ }).click()
    expect(new URL(page.url()).searchParams.get('person')).toBe('an')
    const shifts = (await roster()).assignments.filter(({ employeeId }) => employeeId === 'an')
    const next = shifts.find(({ end }) => Date.parse(end) > Date.parse(NOW))!
    const heading = await page.locator('.mine-next h1').innerText()
    expect(heading).toContain(`${next.start.slice(11, 16)}–${next.end.slice(11, 16)}`)
    const week = page.locator('.mine-week').first()
    expect(await week.getByRole('listitem').count()).toBe(7)
    expect(await week.innerText()).toContain(`${shifts.length} 个班次`)
    expect(await page.locator('.mine-week').nth(1).innerText()).toContain('这一周的班表尚未发布')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      week.getByRole('link', { name: /日历文件/ }).click(),
    ])
    const calendar = await readFile(await download.path(), 'utf8')
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(shifts.length)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'mine-phone-zh-CN.png'), fullPage: true })
    expect(complaints).toEqual([])
    await context.close()
  })

  test('without a connection the roster last seen is shown, with its time', async () => {
    const { page, context } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=mine&plan=${plan.id}&person=bo`)
    const seen = await page.locator('.mine-week').first().innerText()
    await page.route('**/api/plans/*/publications', (route) => route.abort())
    await page.reload()
    await page.getByText(/^No connection. This is the roster as of Tue.*14:20\.$/).waitFor({ timeout: 20_000 })
    expect(await page.locator('.mine-week').first().innerText()).toBe(seen)
    await context.close()
  })

  test('an unknown number is said to be unknown', async () => {
    const { page, context } = await pageAt(NOW, ENGLISH)
    await page.goto(`/?view=mine&plan=${plan.id}&person=E99`)
    await page.getByText('Nobody of this plan has the number E99.').waitFor()
    await context.close()
  })
})
