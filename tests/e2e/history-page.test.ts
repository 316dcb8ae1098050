import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Publication } from '../../server/contracts/publication.ts'
import type { Run } from '../../server/contracts/run.ts'
import type { PlanSettingsReply } from '../../server/contracts/settings.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const ENGLISH = { locale: 'en-GB', colorScheme: 'light' } as const
const CHINESE = { locale: 'zh-CN', colorScheme: 'dark' } as const
const REASON = 'The night is too thin.'

let server: TidelineServer
let browser: Browser
let plan: Plan

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await call<{ units: { id: string }[] }>('/units')
  // What is published from here has to hold its targets: they are set so low that four people always do.
  const easy = (content: string) =>
    content
      .replace('serviceLevelTarget: 0.8', 'serviceLevelTarget: 0.3')
      .replace('finishWithinHours: 4', 'finishWithinHours: 24')
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content: easy(content) }))
  plan = await call<Plan>('/plans', { unitId: units[0]!.id, files })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

/** Asks, or sends what is given. */
async function call<Reply>(path: string, body?: unknown): Promise<Reply> {
  const sent = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const response = await fetch(`${server.address}/api${path}`, sent || {})
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as Reply
}

const settings = () => call<PlanSettingsReply>(`/plans/${plan.id}/settings`)
const startsOfDay = async () =>
  (await settings()).sections.shiftTemplates.find(({ item }) => item === 'day')?.value.startTimes

async function ended({ id }: Run): Promise<Run> {
  const run = await call<Run>(`/runs/${id}`)
  if (run.state === 'succeeded') return run
  if (run.state !== 'queued' && run.state !== 'running') throw new Error(`the run ended as ${run.state}`)
  await new Promise((resolve) => setTimeout(resolve, 300))
  return ended(run)
}

const address = (as: string) => `/?view=history&plan=${plan.id}&as=${as}`
const dialog = (page: Page) => page.getByRole('dialog')

/** Decides on the one version of the inbox or of its kind, with the reason where one is asked for. */
async function decide(page: Page, decision: string, reason?: string): Promise<void> {
  await page
    .getByRole('button', { name: `${decision}: ` })
    .first()
    .click()
  if (reason) await dialog(page).getByLabel('Reason').fill(reason)
  await dialog(page).getByRole('button', { name: decision, exact: true }).click()
  await dialog(page).waitFor({ state: 'detached' })
}

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('what was changed and decided is kept', () => {
  test('a change of the settings is a revision, shown by its lines and undone by restoring', async () => {
    const { sections, revision } = await settings()
    const day = sections.shiftTemplates.find(({ item }) => item === 'day')!
    const before = day.value.startTimes
    const value = { ...day.value, startTimes: ['08:00'] }
    const changes = [{ section: 'shiftTemplates', item: 'day', value }]
    await call(`/plans/${plan.id}/settings/changes`, { expectedRevision: revision, changes })
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('revisions'))
    await page.getByRole('heading', { level: 1, name: 'Revision 2 of the plan is in use.' }).waitFor()
    await page.getByRole('button', { name: 'Show changes: 2' }).click()
    await page.locator('tr[data-kind="added"]').first().waitFor()
    expect((await page.locator('tr[data-kind="added"]').allInnerTexts()).join('\n')).toContain('08:00')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'history-revisions.png'), fullPage: true })
    await page.getByRole('button', { name: 'Restore: 1' }).click()
    await dialog(page).getByLabel('Reason').fill('It was a mistake.')
    await dialog(page).getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Revision 3 of the plan is in use.' }).waitFor()
    await page.getByRole('cell', { name: 'It was a mistake.' }).waitFor()
    expect(await startsOfDay()).toEqual(before)
    expect(complaints).toEqual([])
    await context.close()
  }, 120_000)

  test('a roster is proposed, sent back with a reason, proposed again and published', async () => {
    const run = await ended(await call<Run>(`/plans/${plan.id}/runs`, { replications: 5, timeLimitSeconds: 20 }))
    expect(run.report!.gate!.blockers).toEqual([])
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('versions'))
    await page.getByText('Nothing waits for a decision.').waitFor()
    await page.getByRole('button', { name: 'Propose for publishing' }).click()
    await dialog(page).getByRole('combobox', { name: 'What' }).selectOption('roster')
    await dialog(page).getByLabel('Notes').fill('First try')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'history-propose.png') })
    await dialog(page).getByRole('button', { name: 'Propose for publishing' }).click()
    await page.getByText('1 waits for a decision.').waitFor()
    await page.screenshot({ path: join(OUTPUT, 'history-inbox.png') })
    await decide(page, 'Send back', REASON)
    await page.getByRole('cell', { name: REASON }).waitFor()
    await decide(page, 'Propose again')
    await page.getByText('1 waits for a decision.').waitFor()
    await decide(page, 'Publish')
    // What the roster was made from is published with it.
    for (const kind of ['Forecasts', 'Requirements', 'Rosters']) {
      await page.getByRole('region', { name: kind }).getByText('Published', { exact: true }).waitFor()
    }
    const { publications } = await call<{ publications: { runId: string }[] }>(`/plans/${plan.id}/publications`)
    expect(publications.map(({ runId }) => runId)).toEqual([run.id])
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  }, 180_000)

  test('the audit log tells all of it, and is as it was written', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('audit'))
    for (const words of ['Settings changed', 'Earlier revision restored', 'Version sent back', 'Version published']) {
      await page.getByRole('cell', { name: words, exact: true }).first().waitFor()
    }
    await page
      .getByRole('row')
      .filter({ hasText: 'Version sent back' })
      .getByRole('cell', { name: REASON, exact: true })
      .waitFor()
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByText(/^\d+ entries, all as they were written$/).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'history-audit.png') })
    await page.getByRole('combobox', { name: 'What' }).selectOption('version')
    await page.getByRole('cell', { name: 'Settings changed', exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('cell', { name: 'Version sent back', exact: true }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)

  test('a roster below target is published from the inbox, with each target taken on and a reason', async () => {
    const { units } = await call<{ units: { id: string }[] }>('/units')
    const hard = (content: string) => content.replace('serviceLevelTarget: 0.8', 'serviceLevelTarget: 0.99')
    const files = Array.from(smallPlan(), ([path, content]) => ({ path, content: hard(content) }))
    const { id } = await call<Plan>('/plans', { unitId: units[0]!.id, files })
    const run = await ended(await call<Run>(`/plans/${id}/runs`, { replications: 2, timeLimitSeconds: 10 }))
    const blockers = run.report!.gate!.blockers.map((blocker) => blocker.id)
    expect(blockers.length).toBeGreaterThan(0)
    await call(`/plans/${id}/versions`, { id: crypto.randomUUID(), kind: 'roster', runId: run.id })
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(`/?view=history&plan=${id}`)
    // In the inbox alone: one button of each kind.
    await page.getByRole('button', { name: 'Publish: ' }).waitFor()
    expect(await page.getByRole('button', { name: 'Publish: ' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Publish: ' }).click()
    const publish = dialog(page).getByRole('button', { name: 'Publish below target' })
    await publish.waitFor()
    expect(await publish.isDisabled()).toBe(true)
    await dialog(page).getByLabel('Reason').fill(REASON)
    await publish.click()
    // Not sent while a target is not taken on.
    expect(await dialog(page).isVisible()).toBe(true)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'history-below.png') })
    for (const box of await dialog(page).getByRole('checkbox').all()) await box.check()
    await publish.click()
    await dialog(page).waitFor({ state: 'detached' })
    const { publications } = await call<{ publications: Publication[] }>(`/plans/${id}/publications`)
    expect(publications).toMatchObject([{ runId: run.id, override: { reason: REASON } }])
    expect(publications[0]!.override!.blockers.map((blocker) => blocker.id)).toEqual(blockers)
    expect(complaints).toEqual([])
    await context.close()
  }, 90_000)

  test('in Chinese no word of it is left in English', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, CHINESE)
    await page.goto(address('versions'))
    await page.getByText('保存了 3 个版本').waitFor()
    await page.screenshot({ path: join(OUTPUT, 'history-versions-zh.png') })
    await page.goto(address('audit'))
    await page.getByRole('cell', { name: '退回版本' }).waitFor()
    const told = await page.locator('main table tbody tr td:nth-child(4)').allInnerTexts()
    expect(told.filter((words) => !/\p{Script=Han}/u.test(words))).toEqual([])
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'history-audit-zh.png') })
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)
})
