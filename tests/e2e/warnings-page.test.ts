import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { WatchSettingContent } from '../../server/contracts/watch-setting.ts'
import { launchBrowser } from '../browser.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { morningOf, publishToday, reportToday, storePlanOfToday } from './plan-of-today.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

let server: TidelineServer
const api = serverApi(() => server)
let browser: Browser
let plan: Plan

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  plan = await storePlanOfToday(api)
  const morning = await morningOf(api, await publishToday(api, plan))
  const farOver = morning.map(({ start, mean }) => ({ queueId: 'chat', start, offered: Math.round(2.5 * mean) }))
  await reportToday(api, plan, farOver)
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

test('a day far over plan is warned of on the page by itself; somebody takes care of it, and asks what could be done', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'en-GB',
    colorScheme: 'light',
  })
  await page.goto(`/?view=intraday&plan=${plan.id}`)
  const warnings = page.getByRole('region', { name: 'Warnings' })
  const late = warnings.getByRole('listitem').filter({ hasText: 'service falls to' })
  await late.waitFor({ timeout: 60_000 })
  expect(await page.locator('main .answer h1').innerText()).toContain('service falls to')
  expect(await page.locator('[data-queue=chat]').innerText()).toMatch(/The day is expected at [\d.]+% of plan/)
  await late.getByRole('button', { name: 'I take care of it' }).click()
  await late.getByText('takes care of it since').waitFor()
  expect(await late.getByRole('button').count()).toBe(0)
  const actions = page.getByRole('region', { name: 'What could be done now' })
  await actions.getByRole('button', { name: 'Look for it' }).click()
  await actions.getByText('each one is simulated').waitFor({ timeout: 30_000 })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)

test('who is told is set on the page, which says what cannot be saved and that this server sends no mail', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'en-GB',
    colorScheme: 'light',
  })
  await page.goto(`/?view=intraday&plan=${plan.id}`)
  await page.getByRole('button', { name: 'Warning settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'What is warned of, and who is told' })
  await dialog.getByText('This server sends no mail').waitFor()
  const first = dialog.getByRole('group', { name: 'At once' })
  await first.getByLabel('E-mail addresses').fill('an@example.com, bo@example')
  await first.getByText('“bo@example” is not an e-mail address').waitFor()
  const save = dialog.getByRole('button', { name: 'Save' })
  expect(await save.isDisabled()).toBe(true)
  await first.getByLabel('E-mail addresses').fill('an@example.com，bo@example.com')
  await dialog.getByLabel('At some hours nobody is told').check()
  await dialog.getByLabel('Until').fill('06:30')
  expect(await accessibilityFindings(page)).toEqual([])
  await save.press('Enter')
  await dialog.getByText('Saved.').waitFor()
  const { content } = await api.get<{ content: WatchSettingContent }>(`/plans/${plan.id}/watch-setting`)
  expect(content.ladder[0]!.mails).toEqual(['an@example.com', 'bo@example.com'])
  expect(content.quiet).toEqual({ from: '22:00', to: '06:30', nobodyPresentPierces: true })
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(
    await page.getByRole('button', { name: 'Warning settings' }).evaluate((one) => one === document.activeElement),
  ).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)

test('the same in Chinese, on a phone', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'zh-CN',
    colorScheme: 'dark',
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/?view=intraday&plan=${plan.id}`)
  const warnings = page.getByRole('region', { name: '预警' })
  await warnings.getByText('服务水平将降至').waitFor()
  expect(await warnings.innerText()).not.toMatch(/\{\{|intraday\./)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.getByRole('button', { name: '预警设置' }).click()
  const dialog = page.getByRole('dialog', { name: '预警内容与通知对象' })
  await dialog.getByLabel('邮箱，每行一个').first().waitFor()
  expect(await dialog.innerText()).not.toMatch(/\{\{|intraday\.|unitRules\./)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await accessibilityFindings(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
