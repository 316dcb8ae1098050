import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Headcount } from '../../server/contracts/headcount.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const READERS = {
  enLight: { locale: 'en-GB', colorScheme: 'light' },
  enDark: { locale: 'en-GB', colorScheme: 'dark' },
  zhLight: { locale: 'zh-CN', colorScheme: 'light' },
  zhDark: { locale: 'zh-CN', colorScheme: 'dark' },
} as const

/** A sale within the months that are planned. */
const CALENDAR = 'kind,title,start,end,expected_size\nsale,双12,2027-01-11T00:00,2027-01-14T00:00,2\n'

let server: TidelineServer
let browser: Browser
let plan: Plan

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await (await fetch(`${server.address}/api/units`)).json()
  const files = Array.from(smallPlan({ 'calendar.csv': CALENDAR }), ([path, content]) => ({ path, content }))
  const reply = await fetch(`${server.address}/api/plans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unitId: units[0].id, files }),
  })
  expect(reply.status, await reply.clone().text()).toBe(201)
  plan = await reply.json()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

const made = async (): Promise<Headcount[]> =>
  (await (await fetch(`${server.address}/api/plans/${plan.id}/headcount-plans`)).json()).headcountPlans

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return readFile(await download.path())
}

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('a manager asks what the coming months need', () => {
  test('months are chosen, and the answer comes with its figures, tables and files', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, READERS.enLight)
    await page.goto(`/?view=headcount&plan=${plan.id}`)
    await page.getByRole('heading', { level: 1, name: 'No headcount plan has been made yet' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    const form = page.getByRole('form', { name: 'New headcount plan' })
    await form.getByLabel('First month').fill('2026-12')
    await form.getByLabel('Months').fill('3')
    await form.getByRole('button', { name: 'Plan headcount' }).click()
    const answer = page.getByRole('heading', { level: 1, name: /^Hire \d+ (person|people) to start on/ })
    await answer.waitFor({ timeout: 60_000 })
    const [{ id }] = (await made()) as [Headcount]
    expect(new URL(page.url()).searchParams.get('headcount')).toBe(id)
    const { result } = (await (await fetch(`${server.address}/api/headcount-plans/${id}`)).json()) as Headcount
    const hires = result!.classes.filter(({ isBooked }) => !isBooked).reduce((sum, { people }) => sum + people, 0)
    expect(hires).toBeGreaterThan(0)
    expect(await answer.textContent()).toContain(`Hire ${hires} people to start on January 4, 2027`)
    expect(result!.violations).toEqual([])

    await page.getByText('As a table').click()
    const weeks = page.getByRole('table', { name: 'Required against available, FTE by week' })
    expect(await weeks.getByRole('row').count()).toBe(result!.weeks.length + 1)
    const classes = page.getByRole('table', { name: 'Whom to ask for' })
    await classes.getByText('November 30, 2026').waitFor()
    const flow = page.getByRole('table', { name: 'From opening to closing headcount' })
    await flow.getByRole('row', { name: `Hires +${hires}` }).waitFor()

    expect((await downloaded(page, 'Download headcount.xlsx')).subarray(0, 2).toString()).toBe('PK')
    expect((await downloaded(page, 'Workbook in Chinese')).subarray(0, 2).toString()).toBe('PK')
    expect((await downloaded(page, 'Download headcount.csv')).toString('utf8').split('\n').length).toBeGreaterThan(4)
    expect((await downloaded(page, 'Download requisitions.csv')).toString('utf8')).toContain('2027-01-04')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'headcount-en.png'), fullPage: true })
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)

  test.each(['zhLight', 'zhDark', 'enDark'] as const)(
    'the same address says it to another reader: %s',
    async (reader) => {
      const { page, context, complaints } = await openPage(browser, server.address, READERS[reader])
      const [{ id }] = (await made()) as [Headcount]
      await page.goto(`/?view=headcount&plan=${plan.id}&headcount=${id}`)
      const sentence =
        reader === 'enDark' ? /^Hire \d+ people/ : /^2027年1月4日入职 \d+ 人.*最晚2026年11月30日提出招聘需求/
      await page.getByRole('heading', { level: 1, name: sentence }).waitFor()
      await page.locator('.headcount-chart canvas').waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await page.screenshot({ path: join(OUTPUT, `headcount-${reader}.png`), fullPage: true })
      expect(complaints).toEqual([])
      await context.close()
    },
    60_000,
  )

  test('on a phone the page keeps to its width', async () => {
    const { page, context } = await openPage(browser, server.address, READERS.zhLight)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/?view=headcount&plan=${plan.id}`)
    await page.locator('.headcount-chart canvas').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.screenshot({ path: join(OUTPUT, 'headcount-phone.png'), fullPage: true })
    await context.close()
  }, 60_000)

  test('a month that is none is refused at its field, and a plan that cannot be made says why', async () => {
    const { page, context } = await openPage(browser, server.address, READERS.enLight)
    await page.goto(`/?view=headcount&plan=${plan.id}`)
    const form = page.getByRole('form', { name: 'New headcount plan' })
    const from = form.getByLabel('First month')
    await from.fill('December')
    await form.getByRole('button', { name: 'Plan headcount' }).click()
    expect(await from.evaluate((input: HTMLInputElement) => input.validity.patternMismatch)).toBe(true)
    expect(await made()).toHaveLength(1)
    // Long before history ends: nothing can be asked for then.
    await from.fill('2020-01')
    await form.getByRole('button', { name: 'Plan headcount' }).click()
    await page.getByRole('alert').getByText('Headcount cannot be planned from these inputs').waitFor()
    await page.getByRole('combobox', { name: 'Headcount plan' }).waitFor()
    await context.close()
  }, 60_000)

  test('HR takes the roster of a run away', async () => {
    const reply = await fetch(`${server.address}/api/plans/${plan.id}/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ timeLimitSeconds: 5, gap: 0.5, replications: 2 }),
    })
    const run = await reply.json()
    const { page, context, complaints } = await openPage(browser, server.address, READERS.enLight)
    await expect
      .poll(async () => (await (await fetch(`${server.address}/api/runs/${run.id}`)).json()).state, { timeout: 60_000 })
      .toBe('succeeded')
    await page.goto(`/?view=roster&plan=${plan.id}&run=${run.id}`)
    await page.getByRole('heading', { name: 'Files for HR' }).click()
    expect((await downloaded(page, 'Download payroll.csv')).toString('utf8')).toContain('an')
    expect((await downloaded(page, 'Download feishu-matrix-2026-11.csv')).length).toBeGreaterThan(50)
    await page.getByRole('combobox', { name: 'Person' }).selectOption('shifts-bo.ics')
    expect((await downloaded(page, 'Download shifts-bo.ics')).toString('utf8')).toContain('BEGIN:VCALENDAR')
    const summary = await page.getByRole('link', { name: 'Open the page' }).getAttribute('href')
    expect(await (await fetch(`${server.address}${summary}`)).text()).toContain('<html lang="en"')
    await page.getByRole('radio', { name: 'In Chinese' }).check()
    await page.locator('[data-format=payroll] a[href*="lang=zh-CN"]').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'hr-exports.png'), fullPage: true })
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)
})
