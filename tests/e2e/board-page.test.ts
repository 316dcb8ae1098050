import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RosterDraft } from '../../server/contracts/roster-draft.ts'
import type { Run } from '../../server/contracts/run.ts'
import { launchBrowser } from '../browser.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage, type WatchedPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const READER = { locale: 'en-GB', colorScheme: 'light' } as const
const WITHIN_MS = 120_000
/** On a busy machine. */
const PATIENTLY = { timeout: 15_000 }
const QUICK = { week: SMALL_PLAN_WEEK, gap: 0.05, timeLimitSeconds: 20, replications: 4 }

let server: TidelineServer
let browser: Browser
let planId: string
let run: Run

async function api<Reply>(path: string, body?: unknown): Promise<Reply> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${server.address}/api${path}`, body === undefined ? {} : sent)
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as Reply
}

async function importedPlan(files: ReadonlyMap<string, string>): Promise<string> {
  const { units } = await api<{ units: { id: string }[] }>('/units')
  const list = Array.from(files, ([path, content]) => ({ path, content }))
  return (await api<{ id: string }>('/plans', { unitId: units[0]?.id, files: list })).id
}

async function finishedRun(started: Run): Promise<Run> {
  return vi.waitUntil(
    async () => {
      const now = await api<Run>(`/runs/${started.id}`)
      return ['succeeded', 'failed'].includes(now.state) ? now : undefined
    },
    { timeout: WITHIN_MS, interval: 250 },
  )
}

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  planId = await importedPlan(smallPlan())
  run = await finishedRun(await api<Run>(`/plans/${planId}/runs`, QUICK))
  expect(run.state).toBe('succeeded')
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 60_000)

async function openBoard(search = ''): Promise<WatchedPage> {
  const watched = await openPage(browser, server.address, READER)
  await watched.page.goto(`/?plan=${planId}&run=${run.id}&view=roster${search}`)
  await watched.page.getByRole('grid').waitFor()
  return watched
}

/** The cell of a person on a day of the board, both as the grid beside the drawing has them. */
const cellOf = (page: Page, name: string, day: number) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
    .getByRole('gridcell')
    .nth(day)

const wordsOf = async (page: Page, name: string, day: number): Promise<string> =>
  (await cellOf(page, name, day).getAttribute('aria-label')) ?? ''

const isSaved = (page: Page) => page.locator('.save-state').getByText('Saved').waitFor()

/** Makes a cell the active one by keys alone, as the grid has them. */
async function goTo(page: Page, name: string, day: number): Promise<void> {
  await page.getByRole('gridcell').and(page.locator('[tabindex="0"]')).focus()
  await page.keyboard.press('Control+Home')
  for (let step = 0; step < 40; step++) {
    if ((await cellOf(page, name, 0).getAttribute('aria-selected')) === 'true') break
    await page.keyboard.press('ArrowDown')
  }
  for (let step = 0; step < day; step++) await page.keyboard.press('ArrowRight')
  await vi.waitUntil(async () => (await cellOf(page, name, day).getAttribute('aria-selected')) === 'true', PATIENTLY)
}

const draftOf = () => api<RosterDraft>(`/runs/${run.id}/draft`)

// The tests of this file are steps of one story: each begins where the one before it ended.
test('an edit shows at once, is checked, saved, survives a reload and can be undone after it', async () => {
  const { page, context, complaints } = await openBoard()
  const before = await wordsOf(page, '安安', 0)
  await goTo(page, '安安', 0)
  await page.keyboard.press('Delete')
  await vi.waitUntil(async () => (await wordsOf(page, '安安', 0)).startsWith('Day off'), PATIENTLY)
  await isSaved(page)
  await page.getByText('1 day changed by hand').waitFor()
  expect((await draftOf()).cells).toMatchObject([{ employeeId: 'an', day: '2026-11-09', shifts: [] }])

  await page.reload()
  await page.getByText('1 day changed by hand').waitFor()
  expect(await wordsOf(page, '安安', 0)).toMatch(/^Day off/)
  await page.getByRole('button', { name: /^Undo: remove shifts/ }).click()
  await page.getByText('As the solver left it').waitFor()
  expect(await wordsOf(page, '安安', 0)).toBe(before)
  await isSaved(page)
  expect(complaints).toEqual([])
  await context.close()
}, 90_000)

test('a shift is carried by keys, pasted from a sheet, and what cannot be is told before it is done', async () => {
  const { page, context, complaints } = await openBoard()
  await goTo(page, '安安', 5)
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '10:00-19:00\tabsurd\n9-18\toff')
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })
  const review = page.getByRole('dialog')
  await review.getByText('absurd').first().waitFor()
  await page.screenshot({ path: join(OUTPUT, 'board-paste.png') })
  expect(await accessibilityFindings(page)).toEqual([])
  await review.getByRole('button', { name: 'Change 3 cells' }).click()
  await vi.waitUntil(async () => (await wordsOf(page, '安安', 5)).includes('10:00'), PATIENTLY)
  await vi.waitUntil(async () => (await wordsOf(page, 'Bo', 5)).includes('09:00'), PATIENTLY)
  // Bo has that day off, which the board says at the place.
  await vi.waitUntil(async () => /breaks? .*rule/i.test(await wordsOf(page, 'Bo', 5)), PATIENTLY)
  await page.getByRole('button', { name: /^Undo: paste/ }).click()
  await isSaved(page)
  expect(complaints).toEqual([])
  await context.close()
}, 90_000)

test('two people change the same day: the later one decides, and nothing is lost unseen', async () => {
  const [mine, theirs] = [await openBoard(), await openBoard()]
  await mine.context.setOffline(true)
  await goTo(mine.page, 'Cy', 1)
  await mine.page.keyboard.press('Delete')
  await mine.page
    .locator('.save-state')
    .getByText(/kept in this browser/)
    .waitFor()
  await goTo(theirs.page, 'Cy', 1)
  await theirs.page.keyboard.press('l')
  await isSaved(theirs.page)
  await mine.context.setOffline(false)
  await mine.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await mine.page.locator('.save-state').getByRole('button').click({ timeout: 45_000 })
  const dialog = mine.page.getByRole('dialog')
  await dialog.waitFor()
  await mine.page.screenshot({ path: join(OUTPUT, 'board-conflict.png') })
  expect(await accessibilityFindings(mine.page)).toEqual([])
  await dialog.getByRole('button', { name: 'All mine' }).click()
  await dialog.getByRole('button', { name: /^Keep 1 of mine/ }).click()
  await isSaved(mine.page)
  await vi.waitUntil(async () => (await wordsOf(theirs.page, 'Cy', 1)).startsWith('Day off'), { timeout: 15_000 })
  await mine.context.close()
  await theirs.context.close()
}, 120_000)

test('a filter takes the selection with it, and paper shows exactly the days and people that are shown', async () => {
  const { page, context, complaints } = await openBoard()
  await goTo(page, 'Cy', 2)
  await page.locator('.find-field input').fill('安安')
  await cellOf(page, 'Cy', 2).waitFor({ state: 'detached' })
  // The keyboard finds its way back to the board, at somebody who is shown.
  const active = page.getByRole('gridcell').and(page.locator('[tabindex="0"]'))
  await active.focus()
  await expect.poll(() => cellOf(page, '安安', 2).getAttribute('tabindex')).toBe('0')
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('.printed-board')
  await paper.waitFor()
  expect(await paper.getByRole('columnheader').count()).toBe(9)
  expect(await paper.getByRole('rowheader').allInnerTexts()).toEqual([
    expect.stringContaining('1 person'),
    expect.stringContaining('安安'),
  ])
  expect(await page.locator('body').innerText()).not.toMatch(/Who works when|Saved|Bring in|Files for/)
  expect(complaints).toEqual([])
  await context.close()
}, 90_000)

test('edits made while the server restarts are kept and stored when it is back', async () => {
  const { page, context } = await openBoard()
  const restarted = server.restart()
  await goTo(page, 'Di', 3)
  await page.keyboard.press('Delete')
  await restarted
  await page.locator('.save-state').getByText('Saved').waitFor({ timeout: 60_000 })
  expect((await draftOf()).cells.map(({ employeeId, day }) => `${employeeId} ${day}`)).toContain('di 2026-11-12')
  await context.close()
}, 180_000)

test('the draft is checked, simulated and published, and its file holds the edits', async () => {
  const { page, context } = await openBoard()
  await page.getByRole('button', { name: 'Check and simulate …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /Check/ }).last().click()
  const runs = () => api<{ runs: Run[] }>(`/plans/${planId}/runs`)
  const checked = await vi.waitUntil(
    async () => (await runs()).runs.find(({ source, state }) => source?.kind === 'draft' && state === 'succeeded'),
    { timeout: WITHIN_MS, interval: 250 },
  )
  await page.goto(`/?plan=${planId}&run=${checked.id}`)
  await page.locator('.publish-panel').waitFor()
  const { report } = await api<Run>(`/runs/${checked.id}`)
  const blockers = report?.gate?.blockers ?? []
  expect(blockers.filter(({ overridable }) => !overridable)).toEqual([])
  const override = { blockers: blockers.map(({ id }) => id), reason: 'the small plan is known to be short' }
  await api(`/runs/${checked.id}/publication`, blockers.length > 0 ? { override } : {})
  const roster = await (await fetch(`${server.address}/api/runs/${checked.id}/files/roster.csv`)).text()
  expect(roster).not.toContain('di,2026-11-12')
  expect(roster).toContain('an,2026-11-09')
  await page.goto(`/?plan=${planId}&view=mine&person=an`)
  await page.getByText('安安').first().waitFor()
  await context.close()
}, 180_000)

test('hours that nobody can work are explained on the page', async () => {
  const plain = smallPlan()
  const yaml = plain.get('plan.yaml')!.replaceAll('to: "19:00"', 'to: "23:00"')
  const late = await importedPlan(smallPlan({ 'plan.yaml': yaml }))
  const planned = await finishedRun(await api<Run>(`/plans/${late}/runs`, QUICK))
  expect(planned.report?.explanations?.map(({ kind }) => kind)).toContain('tooFewPeople')
  const { page, context } = await openPage(browser, server.address, READER)
  await page.goto(`/?plan=${late}&run=${planned.id}`)
  await page
    .getByText(/^Too few people for chat/)
    .first()
    .waitFor()
  await page.screenshot({ path: join(OUTPUT, 'infeasible-week.png') })
  await context.close()
}, 120_000)
