import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { buildWebWhenStale, WEB_FOLDER } from '../../server/web-build.ts'
import type { MakePlan } from '../../server/work/run-work.ts'
import { launchBrowser } from '../browser.ts'
import { OPEN_GATE } from '../server/stored-plan.ts'
import { publishedTeam, runContents, teamPlan } from '../server/team/team-app.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const PHONE = { width: 375, height: 760 }
/** In the week before that of the roster, as the server's clock has it. */
const NOW = '2026-11-05T09:30:00+08:00'

let browser: Browser
beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  await buildWebWhenStale()
  browser = await launchBrowser()
}, 120_000)
afterAll(() => browser?.close())

/** In the place of the solver, which would hold the few shifts of the week against its targets. */
const findNothingWrong: MakePlan = async ({ check }) => ({
  report: OPEN_GATE,
  contents: runContents(teamPlan(), check!.text),
})

/** A server with a published week and people who are signed in. */
async function teamServer() {
  const now = () => Date.parse(NOW)
  const team = await publishedTeam({ webFolder: WEB_FOLDER, slots: 1, now, makePlan: findNothingWrong })
  const address = await team.app.listen({ host: '127.0.0.1', port: 0 })
  const open = async (who: string, reader: { locale: string; colorScheme: 'light' | 'dark'; isPhone?: boolean }) => {
    const watched = await openPage(browser, address, reader)
    await watched.context.setExtraHTTPHeaders({ 'x-as': who })
    await watched.page.clock.setFixedTime(NOW)
    if (reader.isPhone) await watched.page.setViewportSize(PHONE)
    onTestFinished(() => watched.context.close())
    return watched
  }
  return { ...team, address, open }
}

/** Before it knows its reader, the page asks for the plans early, and is refused. */
const complaintsOf = ({ complaints }: { readonly complaints: readonly string[] }) =>
  complaints.filter((complaint) => !complaint.includes('403 (Forbidden)'))

const shot = (page: Page, name: string) => page.screenshot({ path: join(OUTPUT, `own-${name}.png`), fullPage: true })

test('an agent reads the roster, asks for time off, and sees what was decided', async () => {
  const { open } = await teamServer()
  const agent = await open('an', { locale: 'zh-CN', colorScheme: 'light', isPhone: true })
  await agent.page.goto('/')
  await agent.page.getByRole('heading', { level: 1, name: '09:00–18:00' }).waitFor()
  expect(new URL(agent.page.url()).searchParams.get('view')).toBe('mine')
  expect(await agent.page.getByText('09:00–18:00').count()).toBe(3)
  expect(await accessibilityFindings(agent.page)).toEqual([])
  await shot(agent.page, 'shifts')

  await agent.page.getByRole('radio', { name: '日历' }).check()
  for (const day of ['11月12日周四 · 休', '11月13日周五 · 休'])
    await agent.page.getByRole('button', { name: day, exact: false }).click()
  await agent.page.getByRole('button', { name: '申请这 2 天' }).click()
  const sheet = agent.page.getByRole('dialog')
  expect(await sheet.getByLabel('最后一天').inputValue()).toBe('2026-11-13')
  await sheet.getByLabel('给审批人的备注（可不填）').fill('家中有事')
  expect(await accessibilityFindings(agent.page)).toEqual([])
  await shot(agent.page, 'asking')
  await sheet.getByRole('button', { name: '提交' }).click()
  await sheet.waitFor({ state: 'detached' })
  await agent.page.getByRole('radio', { name: '申请' }).check()
  await agent.page.locator('[data-request-state="asked"]').waitFor()
  await shot(agent.page, 'asked')

  const vendor = await open('acme', { locale: 'en-GB', colorScheme: 'dark' })
  await vendor.page.goto('/')
  await vendor.page.getByRole('table', { name: 'Published shifts of the week' }).waitFor()
  expect(new URL(vendor.page.url()).searchParams.get('view')).toBe('team')
  await vendor.page.getByRole('button', { name: 'Week after' }).click()
  await vendor.page.getByRole('button', { name: '09:00–18:00' }).first().waitFor()
  // Its own people alone, without what they cost.
  expect(await vendor.page.locator('tbody th[scope="row"]').allInnerTexts()).toEqual(['安安', 'Bo'])
  expect(await vendor.page.locator('thead').innerText()).not.toContain('Cost')
  expect(await accessibilityFindings(vendor.page)).toEqual([])
  await shot(vendor.page, 'team')
  await vendor.page.getByRole('link', { name: /Requests.*1 to decide/ }).click()
  await vendor.page.getByText('家中有事').waitFor()
  await vendor.page.getByText('No rule of work speaks against it.').waitFor()
  expect(await vendor.page.getByRole('button', { name: 'Refuse' }).isDisabled()).toBe(true)
  await vendor.page.getByLabel('A word to the person').fill('好好休息')
  expect(await accessibilityFindings(vendor.page)).toEqual([])
  await shot(vendor.page, 'deciding')
  await vendor.page.getByRole('button', { name: 'Approve' }).click()
  await vendor.page.getByText('There are no requests.').waitFor()
  await vendor.page.getByRole('radio', { name: 'Decided' }).check()
  await vendor.page.locator('.inbox-head').click()
  await vendor.page.getByText('The plan takes it into account from now on.').waitFor()
  await shot(vendor.page, 'decided')

  await agent.page.reload()
  await agent.page.locator('[data-request-state="approved"]').waitFor()
  await agent.page.getByText('答复：“好好休息”').waitFor()
  await shot(agent.page, 'approved')
  expect([agent, vendor].map(complaintsOf)).toEqual([[], []])
}, 120_000)

test('a shift is given to a colleague who agrees, and the roster that goes out marks the change', async () => {
  const { open, services, settled } = await teamServer()
  const an = await open('an', { locale: 'en-GB', colorScheme: 'dark', isPhone: true })
  await an.page.goto('/?view=mine')
  await an.page.getByRole('button', { name: 'Swap Tue, Nov 10' }).click()
  await an.page.getByLabel('Who is to take it?').selectOption({ label: 'Bo' })
  expect(await accessibilityFindings(an.page)).toEqual([])
  await shot(an.page, 'swapping')
  await an.page.getByRole('button', { name: 'Send' }).click()
  await an.page.getByRole('dialog').waitFor({ state: 'detached' })

  const bo = await open('bo', { locale: 'zh-CN', colorScheme: 'light', isPhone: true })
  await bo.page.goto('/?view=mine&as=requests')
  await bo.page.getByRole('button', { name: '同意' }).waitFor()
  await shot(bo.page, 'asked-of-me')
  await bo.page.getByRole('button', { name: '同意' }).click()
  await bo.page.getByRole('button', { name: '同意' }).waitFor({ state: 'detached' })

  const scheduler = await open('scheduler', { locale: 'en-GB', colorScheme: 'light' })
  await scheduler.page.goto('/?view=requests')
  await scheduler.page.getByRole('button', { name: 'Approve' }).click()
  await scheduler.page.getByText('There are no requests.').waitFor()
  const silent = { debug() {}, info() {}, warn() {}, error() {} }
  for (let step = 0; step < 3; step++) {
    await services.following.follow(silent as never)
    await settled()
  }
  await scheduler.page.goto('/?view=requests&as=decided')
  await scheduler.page.locator('.inbox-head').click()
  await scheduler.page.getByText('The changed roster is published.').waitFor()
  await shot(scheduler.page, 'swap-decided')

  await an.page.reload()
  await an.page.getByText('1 day has changed since you looked').waitFor()
  await an.page.getByText('was 09:00–18:00').waitFor()
  await shot(an.page, 'changed')
  await an.page.getByRole('button', { name: 'Got it' }).click()
  await an.page.reload()
  await an.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await an.page.getByText('was 09:00–18:00').count()).toBe(0)
  expect([an, bo, scheduler].map(complaintsOf)).toEqual([[], [], []])
}, 120_000)

test('the calendar address is told once and ended by the next; the file opens without the server', async () => {
  const { open, address } = await teamServer()
  const { page, complaints } = await open('an', { locale: 'en-GB', colorScheme: 'light' })
  await page.goto('/?view=mine')
  await page.getByRole('button', { name: 'Make an address' }).click()
  const field = page.getByLabel('Address for your calendar')
  const first = await field.inputValue()
  expect(first.startsWith(`${address}/api/feeds/`)).toBe(true)
  expect((await fetch(first)).headers.get('content-type')).toContain('text/calendar')
  await page.getByRole('button', { name: 'Make a new address' }).click()
  await page.waitForFunction(
    (before) => document.querySelector<HTMLInputElement>('.shown-once input')?.value !== before,
    first,
  )
  expect([(await fetch(first)).status, (await fetch(await field.inputValue())).status]).toEqual([404, 200])
  await page.reload()
  await page.getByText('The address was shown once').waitFor()
  expect(await field.count()).toBe(0)
  await page.getByRole('button', { name: 'End it' }).click()
  await page.getByRole('button', { name: 'Make an address' }).waitFor()

  const link = page.getByRole('link', { name: 'Save as a file' })
  const file = await page.request.get((await link.getAttribute('href'))!)
  const path = join(OUTPUT, 'own-roster.html')
  await writeFile(path, await file.body())
  const alone = await browser.newPage({ javaScriptEnabled: false })
  await alone.goto(pathToFileURL(path).href)
  expect(await alone.locator('body').innerText()).toContain('09:00–18:00')
  await alone.close()
  expect(complaintsOf({ complaints })).toEqual([])
}, 60_000)
