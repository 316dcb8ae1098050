import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Run } from '../../server/contracts/run.ts'
import { readPlanFolder } from '../../server/imports/plan-folder.ts'
import { launchBrowser } from '../browser.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { startTideline, type TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const SAMPLE = join(import.meta.dirname, '../../scenarios/beauty-50')
const READER = { locale: 'en-GB', colorScheme: 'light' } as const
/** As long as the sample may take on a busy machine. */
const WITHIN_MS = 120_000
/** A roster that is soon there. */
const SHORT = { gap: 0.2, timeLimitSeconds: 20, replications: 2 }
/** A search that goes on until somebody ends it. */
const ENDLESS = { weeks: 2, gap: 0, timeLimitSeconds: 900, replications: 2 }

let server: TidelineServer
let browser: Browser
let planId: string
/** The roster that there is from the start. */
let first: Run

async function api<Reply>(path: string, body?: unknown): Promise<Reply> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${server.address}/api${path}`, body === undefined ? {} : sent)
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as Reply
}

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTideline(), launchBrowser()])
  const files = Array.from(await readPlanFolder(SAMPLE), ([path, content]) => ({ path, content }))
  const { units } = await api<{ units: { id: string }[] }>('/units')
  planId = (await api<{ id: string }>('/plans', { unitId: units[0]?.id, files })).id
  first = await api<Run>(`/plans/${planId}/runs`, SHORT)
  await vi.waitUntil(async () => (await api<Run>(`/runs/${first.id}`)).state === 'succeeded', {
    ...{ timeout: WITHIN_MS, interval: 250 },
  })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

const barOf = (page: Page) => page.getByRole('complementary', { name: 'Being planned' })
const stageOf = (page: Page) => barOf(page).locator('.solve-stage', { hasText: 'Roster' })

/** Between the words of folded figures and the button beside them, pixels; below 0 it lies over them. */
const gapBeforeButton = (figures: Locator) =>
  figures.evaluate((fold) => {
    const words = document.createRange()
    words.selectNodeContents(fold.querySelector('summary')!)
    return fold.querySelector('button')!.getBoundingClientRect().left - words.getBoundingClientRect().right
  })

// The tests of this file are steps of one story: each begins where the one before it ended.
test('a week is solved while the page stays usable, through a reload, and its roster is offered', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, READER)
  await page.goto(`/?plan=${planId}`)
  const cost = page.locator('[data-figure=objective]')
  const shown = await cost.innerText()

  await api<Run>(`/plans/${planId}/runs`, ENDLESS)
  await page.reload()
  await stageOf(page).waitFor({ timeout: WITHIN_MS })
  await barOf(page).getByText(/¥\d/).first().waitFor({ timeout: WITHIN_MS })
  await page.reload()
  await stageOf(page).waitFor()
  // The roster that was looked at is still there, and so are the other views.
  expect(await cost.innerText()).toBe(shown)
  await page.getByRole('link', { name: 'Requirement and coverage' }).click()
  await page.getByRole('radio', { name: 'Table' }).check()
  await page.locator('main table').first().waitFor()
  const figures = barOf(page).locator('.figures-fold')
  await figures.waitFor({ timeout: WITHIN_MS })
  await page.screenshot({ path: join(OUTPUT, 'solve-bar.png') })
  expect(await gapBeforeButton(figures)).toBeGreaterThan(0)
  await barOf(page).getByRole('button', { name: 'Stop and keep the best' }).click()
  await barOf(page).getByText('is planned.').waitFor({ timeout: WITHIN_MS })
  expect(await barOf(page).innerText()).toMatch(/Cost ¥[\d,]+.*, gap [\d.]+.*, \d+ rules? broken/)
  expect(await accessibilityFindings(page)).toEqual([])
  await barOf(page).getByRole('link', { name: 'Show it' }).click()
  await page.getByText(/^Stopped after [\d.]+ s with the best roster so far/).waitFor()
  expect(await barOf(page).count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
}, 400_000)

test('a run that a restart of the server interrupts is taken up again, and its roster is offered', async () => {
  const { page, context } = await openPage(browser, server.address, READER)
  await api<Run>(`/plans/${planId}/runs`, SHORT)
  await page.goto(`/?plan=${planId}&run=${first.id}`)
  await barOf(page).waitFor()
  expect(new URL(page.url()).searchParams.get('run')).toBe(first.id)
  await server.restart()
  await barOf(page).getByText('is planned.').waitFor({ timeout: WITHIN_MS })
  await barOf(page).getByRole('link', { name: 'Show it' }).click()
  await page.locator('main h1').waitFor()
  expect(new URL(page.url()).searchParams.get('run')).not.toBe(first.id)
  await page.goto(`/?plan=${planId}&run=${first.id}`)
  await page.locator('main h1').waitFor()
  expect(await barOf(page).count()).toBe(0)
  await context.close()
}, 300_000)
