import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { readPlanFolder } from '../../server/imports/plan-folder.ts'
import { launchBrowser } from '../browser.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { serverApi } from './server-api.ts'
import { startTideline, type TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const SAMPLE = join(import.meta.dirname, '../../scenarios/beauty-50')
const READER = { locale: 'en-GB', colorScheme: 'dark' } as const

/** On a busy machine. */
const PATIENTLY = { timeout: 15_000 }

let server: TidelineServer
const { post } = serverApi(() => server)
let browser: Browser
let folder: string

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'tideline-plan-'))
  ;[server, browser] = await Promise.all([startTideline(), launchBrowser()])
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
}, 30_000)

async function writePlan(name: string, files: ReadonlyMap<string, string>): Promise<string> {
  const root = join(folder, name)
  await mkdir(root)
  for (const [path, text] of files) await writeFile(join(root, path), text)
  return root
}

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('from an empty installation to a planned week', () => {
  test('an empty installation asks for a plan, and says what is wrong with one', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, READER)
    await page.goto('/')
    await page.getByRole('heading', { name: 'There is no plan yet. Bring in a plan folder to begin.' }).waitFor()
    const broken = smallPlan({
      'history.csv': 'queue,start,volume\nchat,2026-10-19T09:00,-3\n',
      'employees.csv': undefined,
    })
    await page.getByLabel('Choose a folder').setInputFiles(await writePlan('broken', broken))
    const issues = page.getByRole('region', { name: 'What to mend' })
    await issues.waitFor()
    const text = await issues.innerText()
    expect(text).toContain('employees.csv')
    expect(text).toMatch(/history\.csv\s+2\s+volume\s+-3/)
    await page.screenshot({ path: join(OUTPUT, 'import-issues.png') })
    expect(await accessibilityFindings(page)).toEqual([])
    // The refused import is the one thing the console may speak of.
    expect(complaints.filter((text) => !text.includes('status of 4'))).toEqual([])
    await context.close()
  })

  test('a plan folder is brought in and its week planned, watched while it runs', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, READER)
    await page.goto('/')
    await page.getByLabel('Choose a folder').setInputFiles(await writePlan('small', smallPlan()))
    await page.getByRole('heading', { name: 'No week of this plan has been planned yet' }).waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Plan a week' }).click()
    expect(await page.getByLabel('Week of').inputValue()).toBe(SMALL_PLAN_WEEK)
    // A date within the week stands for its week.
    await page.getByLabel('Week of').fill('2026-11-12')
    await page.screenshot({ path: join(OUTPUT, 'plan-dialog.png') })
    await page.getByRole('button', { name: 'Start planning' }).click()
    const ended = page.locator('header [data-run-state]:is([data-run-state=succeeded], [data-run-state=failed])')
    await ended.waitFor({ timeout: 90_000 })
    expect(await page.locator('main h1').innerText()).toMatch(/agent-hours|ticket-hours|covered/)
    await page.getByRole('heading', { name: 'Cost and proof' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)

  test('a run is stopped from the page, and the best roster found is kept', async () => {
    const files = Array.from(await readPlanFolder(SAMPLE), ([path, content]) => ({ path, content }))
    const { units } = (await (await fetch(`${server.address}/api/units`)).json()) as { units: { id: string }[] }
    const plan = await post<{ id: string }>('/plans', { unitId: units[0]?.id, files })
    const run = await post<Run>(`/plans/${plan.id}/runs`, { gap: 0, timeLimitSeconds: 600, replications: 2 })
    const { page, context, complaints } = await openPage(browser, server.address, READER)
    await page.goto(`/?plan=${plan.id}&run=${run.id}`)
    await page.locator('.stages li[data-state=now]', { hasText: 'Roster' }).waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Stop and keep the best' }).click()
    await page.getByText('The search ends; the best roster found is checked and simulated next.').waitFor()
    await page.screenshot({ path: join(OUTPUT, 'stopping.png') })
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByText(/^Stopped after [\d.]+ s with the best roster so far/).waitFor({ timeout: 120_000 })
    expect(complaints).toEqual([])
    await context.close()
  }, 200_000)

  test('a run is cancelled from the page, and earlier ones stay', async () => {
    const files = Array.from(await readPlanFolder(SAMPLE), ([path, content]) => ({ path, content }))
    const { units } = (await (await fetch(`${server.address}/api/units`)).json()) as { units: { id: string }[] }
    const plan = await post<{ id: string }>('/plans', { unitId: units[0]?.id, files })
    const run = await post<Run>(`/plans/${plan.id}/runs`, { gap: 0, timeLimitSeconds: 600 })
    const { page, context, complaints } = await openPage(browser, server.address, READER)
    await page.goto(`/?plan=${plan.id}&run=${run.id}`)
    await page.getByRole('list', { name: 'Stages' }).waitFor()
    await page.screenshot({ path: join(OUTPUT, 'progress.png') })
    await page.getByRole('button', { name: 'Cancel planning' }).click()
    await page.getByRole('heading', { name: /was cancelled/ }).waitFor()
    expect(await page.locator('header [data-run-state]').getAttribute('data-run-state')).toBe('cancelled')
    const after = (await (await fetch(`${server.address}/api/runs/${run.id}`)).json()) as Run
    expect(after.state).toBe('cancelled')
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)
})

/** The run that the story above has planned of the small plan; it has stopped one of a larger plan too. */
async function plannedRun(): Promise<Run> {
  const { plans } = (await (await fetch(`${server.address}/api/plans`)).json()) as { plans: Plan[] }
  for (const { id } of plans.filter(({ name }) => typeof name === 'object' && name.en === 'Small team')) {
    const { runs } = (await (await fetch(`${server.address}/api/plans/${id}/runs`)).json()) as { runs: Run[] }
    const run = runs.find(({ state }) => state === 'succeeded')
    if (run) return run
  }
  throw new Error('no run has succeeded: the story above has failed')
}

describe('what the views say', () => {
  test('cost, bound, gap and the check stand together and are those of the report', async () => {
    const run = await plannedRun()
    const { page, context } = await openPage(browser, server.address, READER)
    await page.goto(`/?plan=${run.planId}`)
    const figure = async (name: string) =>
      Number((await page.locator(`[data-figure=${name}]`).innerText()).replace(/[^\d.-]/g, ''))
    const { objective, objectiveBound, relativeGap, inputHash } = run.report!
    expect(Math.abs((await figure('objective')) - objective / 100)).toBeLessThanOrEqual(0.5)
    expect(Math.abs((await figure('bound')) - objectiveBound / 100)).toBeLessThanOrEqual(0.5)
    expect(await figure('gap')).toBeCloseTo((relativeGap ?? 0) * 100, 1)
    expect(await page.locator('[data-figure=violations]').innerText()).toBe('0 violations')
    expect(await page.locator('.provenance').innerText()).toContain(inputHash)
    expect(await page.locator('.service-levels tbody tr').count()).toBe(run.report!.serviceLevels.length)
    await context.close()
  })

  test('the roster lists everybody, moves by arrow keys, finds people and opens a day', async () => {
    const run = await plannedRun()
    const { page, context } = await openPage(browser, server.address, READER)
    await page.goto(`/?view=roster&plan=${run.planId}`)
    const grid = page.getByRole('grid')
    await grid.waitFor()
    const heads = grid.getByRole('rowheader')
    // Open shifts, the group, and its four people.
    await vi.waitUntil(async () => (await heads.count()) === 6, PATIENTLY)
    // The rows stand before all of their cells do.
    const cells = grid.getByRole('gridcell', { name: /^day, \d\d:\d\d–\d\d:\d\d, 1 break/ })
    await expect.poll(() => cells.count(), PATIENTLY).toBeGreaterThan(10)
    await grid.getByRole('gridcell').and(page.locator('[tabindex="0"]')).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const active = grid.getByRole('row').filter({ has: page.locator('[tabindex="0"]') })
    await active.getByRole('rowheader', { name: /^Bo/ }).waitFor({ state: 'attached' })
    await page.getByLabel('Find').fill('cy')
    await vi.waitUntil(async () => (await heads.count()) === 3, PATIENTLY)
    await page.getByRole('radio', { name: 'Hours' }).check()
    expect(new URL(page.url()).searchParams.get('zoom')).toBe('hours')
    await context.close()
  })

  test('language and theme are kept', async () => {
    const { page, context } = await openPage(browser, server.address, READER)
    await page.goto('/')
    await page.getByRole('radio', { name: '简体中文' }).check()
    await page.getByLabel('主题').selectOption('light')
    await page.reload()
    await page.getByRole('link', { name: '排班表' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light')
    await context.close()
  })

  test('a lost server is told in words, and a lost connection too', async () => {
    const run = await plannedRun()
    const { page, context } = await openPage(browser, server.address, READER)
    await page.goto(`/?plan=${run.planId}`)
    await page.locator('main h1').waitFor()
    await page.route('**/api/runs/*/board', (route) => route.abort())
    await page.getByRole('link', { name: 'Roster' }).click()
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor()
    await page.unroute('**/api/runs/*/board')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('grid').waitFor()
    await context.setOffline(true)
    await page.getByText('No connection to the server.').waitFor()
    await context.close()
  })
})

test('the page loads fast: no chart code before a chart is asked for, and little code in all', async () => {
  const run = await plannedRun()
  const { page, context } = await openPage(browser, server.address, READER)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('.js')) asked.push(request.url())
  })
  await page.goto(`/?plan=${run.planId}`)
  await page.locator('main h1').waitFor()
  const forFirstView = [...asked]
  await page.waitForLoadState('networkidle')
  expect(forFirstView.length).toBeGreaterThan(0)
  expect(asked.filter((url) => url.includes('time-chart'))).toEqual([])
  // Packed, as a page on a slow line is sent.
  const sizes = forFirstView.map(async (url) => gzipSync(await (await fetch(url)).bytes()).length)
  expect((await Promise.all(sizes)).reduce((total, bytes) => total + bytes, 0)).toBeLessThan(250_000)
  await context.close()
})
