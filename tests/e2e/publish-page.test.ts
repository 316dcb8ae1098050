import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlanReportReply } from '../../server/contracts/plan-report.ts'
import { buildWebWhenStale, WEB_FOLDER } from '../../server/web-build.ts'
import { publishGate } from '../../solver/domain/publish-gate.ts'
import type { TargetOutcome } from '../../solver/domain/service-outputs.ts'
import { launchBrowser } from '../browser.ts'
import { buildTestApp } from '../server/api/build-test-app.ts'
import { OPEN_GATE, REPORT, storeFinishedRun, storePlan } from '../server/stored-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'

const OUTPUT = join(import.meta.dirname, '../output')

let browser: Browser
beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  await buildWebWhenStale()
  browser = await launchBrowser()
}, 120_000)
afterAll(() => browser?.close())

const LEVEL = {
  ...{ queue: 'chat', target: '80 % in 30 s', targetShare: 0.8, mean: 0.723, lower95: 0.701, upper95: 0.745 },
  ...{ worstInterval: { start: '2026-11-11T20:00+08:00', mean: 0.41 }, contacts: 5000 },
  ...{ abandonRate: 0.08, asaSeconds: 40, occupancy: 0.93 },
}
const TARGETS: readonly TargetOutcome[] = [
  {
    ...{ queue: 'chat', unit: 'share', kind: 'answeredWithin', within: 30, asked: 0.8, over: 'week' },
    ...{ mean: 0.723, lower95: 0.701, upper95: 0.745, at: null, verdict: 'missed', preset: null },
  },
  {
    ...{ queue: 'chat', unit: 'seconds', kind: 'meanResponse', within: null, asked: 60, over: 'day' },
    ...{ mean: 55, lower95: 48, upper95: 62, at: '2026-11-11T00:00+08:00', verdict: 'unproven', preset: null },
  },
]
const EVIDENCE = { violations: [], serviceLevels: [LEVEL], targets: TARGETS }
const BELOW_TARGET = {
  ...{ ...REPORT, serviceLevels: [LEVEL], targets: [...TARGETS] },
  gate: publishGate(EVIDENCE, ['chat']) as NonNullable<PlanReportReply['gate']>,
}
const BELOW_FOR_A_WHILE = {
  ...OPEN_GATE,
  missing: [
    {
      ...{ queue: 'chat', start: '2026-11-14T21:30+08:00', end: '2026-11-14T21:45+08:00' },
      ...{ serviceLevel: 0.61, asked: 0.8, agents: 2, why: 'noPeople' as const },
    },
  ],
}
const UNPROVED = { ...REPORT, gate: publishGate({ ...EVIDENCE, targets: [] }, ['chat']) as typeof BELOW_TARGET.gate }

/** A server with one run of each kind in one week, on a port of its own. */
async function publishingServer() {
  const { app, db } = await buildTestApp({ webFolder: WEB_FOLDER })
  const planId = await storePlan(db)
  const runs = {
    older: await storeFinishedRun(db, planId),
    unproved: await storeFinishedRun(db, planId, UNPROVED),
    below: await storeFinishedRun(db, planId, BELOW_TARGET),
    open: await storeFinishedRun(db, planId, BELOW_FOR_A_WHILE),
  }
  return { address: await app.listen({ host: '127.0.0.1', port: 0 }), planId, runs }
}

const panelOf = (page: Page) => page.locator('.publish-panel')

test.each([
  {
    reader: { locale: 'en-GB', colorScheme: 'dark' },
    words: {
      notReady: 'Not ready: 1 target missed, 1 target not proved',
      below: 'Publish below target …',
      send: 'Publish below target',
      ready: 'Ready to publish',
      publish: 'Publish',
      published: 'Published',
      publishedBelow: 'Published below target',
      replaced: 'another roster took its place',
      unproved: 'Not ready: nothing proved of 1 queue',
      older: 'made by an earlier version',
      byInterval: '1 stretch stays below its main target: chat Sat, Nov 14, 21:30–21:45 61% (target 80%)',
      figures: ['chat: 80% answered within 30 sec, over the week', 'Simulated 72.3% [70.1% – 74.5%].', '41%', 'Nov 11'],
    },
  },
  {
    reader: { locale: 'zh-CN', colorScheme: 'light' },
    words: {
      notReady: '尚不能发布：1 项目标未达成、1 项目标无法确定',
      below: '未达标发布……',
      send: '确认未达标发布',
      ready: '可以发布',
      publish: '发布',
      published: '已发布',
      publishedBelow: '已发布（未达标）',
      replaced: '已被另一份排班取代',
      unproved: '尚不能发布：1 个队列未经仿真验证',
      older: '由较早版本生成',
      byInterval: '有 1 段低于主目标：chat 11月14日周六 21:30–21:45 61%（目标 80%）',
      figures: ['chat：30秒内应答率 80%、按整周计', '仿真结果 72.3% [70.1% – 74.5%]。', '41%', '11月11日'],
    },
  },
] as const)(
  'a roster is published, or not, by a reader of $reader.locale',
  async ({ reader, words }) => {
    const { address, planId, runs } = await publishingServer()
    const { page, context, complaints } = await openPage(browser, address, reader)
    const open = async (run: string) => {
      await page.goto(`/?plan=${planId}&run=${run}`)
      await panelOf(page).waitFor()
    }
    const shot = (name: string) => page.screenshot({ path: join(OUTPUT, `publish-${name}-${reader.locale}.png`) })

    await open(runs.older)
    expect(await panelOf(page).innerText()).toContain(words.older)
    expect(await panelOf(page).getByRole('button').count()).toBe(0)
    await open(runs.unproved)
    await page.getByRole('heading', { name: words.unproved }).waitFor()
    expect(await panelOf(page).getByRole('button', { name: words.publish }).count()).toBe(0)

    await open(runs.below)
    await page.getByRole('heading', { name: words.notReady }).waitFor()
    for (const figure of words.figures) expect(await panelOf(page).innerText()).toContain(figure)
    expect(await accessibilityFindings(page)).toEqual([])
    await shot('below')

    // By keyboard alone: every target is taken on and the reason given before the form can be sent.
    await page.getByRole('button', { name: words.below }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const send = dialog.getByRole('button', { name: words.send })
    expect(await send.isDisabled()).toBe(true)
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('大促当晚只能这样')
    await send.focus()
    await page.keyboard.press('Enter')
    // One box is left: the browser asks for it, and nothing is sent.
    expect(await dialog.isVisible()).toBe(true)
    const boxes = dialog.getByRole('checkbox')
    expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([true, false])
    await boxes.nth(1).focus()
    await page.keyboard.press('Space')
    expect(await accessibilityFindings(page)).toEqual([])
    await shot('dialog')
    await send.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: words.publishedBelow, exact: true }).waitFor()
    expect(await dialog.count()).toBe(0)
    expect(await panelOf(page).innerText()).toContain('大促当晚只能这样')
    expect(await accessibilityFindings(page)).toEqual([])
    await shot('published')

    await open(runs.open)
    await page.getByRole('heading', { name: words.ready }).waitFor()
    expect(await panelOf(page).innerText()).toContain(words.byInterval)
    await shot('ready')
    await page.getByRole('button', { name: words.publish, exact: true }).click()
    await page.getByRole('heading', { name: words.published, exact: true }).waitFor()
    await open(runs.below)
    await panelOf(page).getByText(words.replaced).waitFor()
    expect(await panelOf(page).innerText()).toContain('大促当晚只能这样')
    expect(await accessibilityFindings(page)).toEqual([])
    await shot('replaced')
    expect(complaints).toEqual([])
    await context.close()
  },
  120_000,
)

test('who publishes after somebody else is told, and sees the roster that stands', async () => {
  const { address, planId, runs } = await publishingServer()
  const { page, context } = await openPage(browser, address, { locale: 'en-GB', colorScheme: 'dark' })
  await page.goto(`/?plan=${planId}&run=${runs.open}`)
  await page.getByRole('heading', { name: 'Ready to publish' }).waitFor()
  const blockers = BELOW_TARGET.gate.blockers.map(({ id }) => id)
  const other = await fetch(`${address}/api/runs/${runs.below}/publication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ override: { blockers, reason: 'first' } }),
  })
  expect(other.status).toBe(201)
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('alert').getByText('Somebody else was first').waitFor()
  await panelOf(page)
    .getByText(/^For .*2026.* another roster is published/)
    .waitFor()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('heading', { name: 'Published', exact: true }).waitFor()
  await context.close()
})
