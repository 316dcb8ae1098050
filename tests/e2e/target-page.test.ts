import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { InstantSettings, PlanTargets } from '../../server/contracts/queue-targets.ts'
import { leastAgents } from '../../solver/staffing/queue-model.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const ENGLISH = { locale: 'en-GB', colorScheme: 'light' } as const
const CHINESE = { locale: 'zh-CN', colorScheme: 'dark' } as const

let server: TidelineServer
let browser: Browser
let plan: Plan

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await (await call('/units')).json()
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  plan = await (await call('/plans', 'POST', { unitId: units[0].id, files })).json()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

async function call(path: string, method = 'GET', body?: unknown): Promise<Response> {
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${server.address}/api${path}`, { method, ...sent })
  expect(response.ok, await response.clone().text()).toBe(true)
  return response
}

const targets = async (): Promise<PlanTargets> => (await call(`/plans/${plan.id}/targets`)).json()
const chatSettings = async () => (await targets()).queues[0]!.settings as InstantSettings

const address = () => `/?view=targets&plan=${plan.id}`
const dialog = (page: Page) => page.getByRole('dialog')
const openDialog = async (page: Page, queue: string) => {
  await page.getByRole('button', { name: `Edit the targets of ${queue}` }).click()
  await dialog(page).waitFor()
}

const agentsFor = (target: number, answerWithinSeconds: number) =>
  leastAgents({
    ...{ volume: 100, intervalMinutes: 30, ahtSeconds: 300, meanPatienceSeconds: 300 },
    ...{ concurrency: 2, concurrencyGain: 1.6, target, answerWithinSeconds },
  })

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('a planner changes what is promised', () => {
  test('a target is edited, its effect shown before anything is saved, and kept', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address())
    await page.getByText('80% answered within 60 sec, staffed for in every interval, judged over the week').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await openDialog(page, 'chat')
    const before = agentsFor(0.8, 60)
    await dialog(page).getByText(`${before} agents, as before`).waitFor()
    await dialog(page).getByLabel('At least this share').fill('95')
    await dialog(page).getByLabel('within', { exact: true }).fill('20')
    const after = agentsFor(0.95, 20)
    expect(after).toBeGreaterThan(before)
    await dialog(page)
      .getByText(`${before} agents → ${after} (+${after - before})`)
      .waitFor()
    expect((await chatSettings()).target.serviceLevelTarget).toBe(0.8)

    await dialog(page).getByRole('button', { name: 'Add a target' }).click()
    const further = dialog(page).getByRole('group', { name: 'Target 1' })
    await further.getByLabel('What is asked').selectOption('meanResponse')
    await further.getByText('Hours and dates in which it counts').click()
    await further.getByRole('button', { name: 'Add hours of the day' }).click()
    await dialog(page).getByRole('checkbox', { name: 'Chat 90/60' }).check()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'target-dialog.png') })
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await page.getByRole('status').getByText('Saved: chat. Runs made before are older than these targets').waitFor()
    expect(await dialog(page).count()).toBe(0)
    expect(await chatSettings()).toMatchObject({
      target: { serviceLevelTarget: 0.95, answerWithinSeconds: 20 },
      targets: [{ kind: 'meanResponse', over: 'day', window: [{ from: '09:00', to: '23:00' }] }],
      presets: ['chat-90-60'],
    })
    await page
      .locator('[data-queue=chat]')
      .getByText('95% answered within 20 sec, staffed for in every interval, judged over the week')
      .waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  }, 90_000)

  test('what cannot be is named at its field, and goes nowhere', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address())
    await openDialog(page, 'chat')
    const share = dialog(page).getByLabel('At least this share')
    await share.fill('100')
    await dialog(page).getByText('A share above 0% and below 100%').waitFor()
    expect(await share.getAttribute('aria-invalid')).toBe('true')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    expect(await share.evaluate((input) => input === document.activeElement)).toBe(true)
    await dialog(page).getByRole('group', { name: 'Target 1' }).getByLabel('to (25:00').fill('08:00')
    await dialog(page).getByText('Times such as 09:00').first().waitFor()
    await dialog(page).getByRole('button', { name: 'Remove: Target 1' }).click()
    await share.fill('95')
    // A platform that scores hours in which nobody is there: the server says so, and nothing is saved.
    const preset = dialog(page).getByRole('checkbox', { name: /^Dongdong: answered within 30 seconds.*unverified/ })
    await preset.check()
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await dialog(page).getByRole('alert').getByText('is scored while the queue is closed').waitFor()
    await page.keyboard.press('Escape')
    expect(await dialog(page).count()).toBe(0)
    expect((await chatSettings()).target.serviceLevelTarget).toBe(0.95)
    await context.close()
  }, 60_000)

  test('who comes second sees what came first, and overwrites nothing', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address())
    await openDialog(page, 'chat')
    const { revision, queues } = await targets()
    const others = { ...(queues[0]!.settings as InstantSettings), priority: 2 }
    await call(`/plans/${plan.id}/queues/chat/targets`, 'PUT', { revision, settings: others })
    await dialog(page).getByLabel('At least this share').fill('70')
    const save = dialog(page).getByRole('button', { name: 'Save' })
    await save.click()
    await dialog(page).getByRole('alert').getByText('Somebody else changed this').waitFor()
    expect(await dialog(page).getByLabel('At least this share').inputValue()).toBe('95')
    expect(await dialog(page).getByLabel('Answered in order').inputValue()).toBe('2')
    expect(await chatSettings()).toEqual(others)

    // A change elsewhere in the plan leaves the entries as they are.
    const planned = { revision: (await targets()).revision, planFor: 'mean', assurance: 0.9 }
    await call(`/plans/${plan.id}/assurance`, 'PUT', planned)
    await dialog(page).getByLabel('At least this share').fill('75')
    await save.click()
    await dialog(page).getByRole('alert').getByText('Your entries are kept').waitFor()
    await save.click()
    await page.getByRole('status').getByText('Saved: chat').waitFor()
    expect(await chatSettings()).toEqual({ ...others, target: { ...others.target, serviceLevelTarget: 0.75 } })
    await context.close()
  }, 60_000)

  test('the planned volume is chosen, and all of it is said in Chinese too', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, CHINESE)
    await page.goto(address())
    const planned = page.getByRole('form', { name: '按多大业务量配人' })
    await planned.getByLabel('配人依据').selectOption('0.8')
    await planned.getByRole('button', { name: '保存' }).click()
    await page.getByRole('status').getByText('已保存').waitFor()
    expect((await targets()).plannedVolume).toEqual({ planFor: 'mean', assurance: 0.8 })
    await page.locator('[data-queue=tickets]').getByText('4 个营业小时内办结率 95%').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('button', { name: '编辑tickets的服务目标' }).click()
    await dialog(page).getByRole('group', { name: '现成目标' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'target-dialog-zh.png') })
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)
})
