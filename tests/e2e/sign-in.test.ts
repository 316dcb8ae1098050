import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage, type WatchedPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const ENGLISH = { locale: 'en-GB', colorScheme: 'light' } as const
const CHINESE = { locale: 'zh-CN', colorScheme: 'dark' } as const
const ADMIN = { name: 'Ada Admin', email: 'ada@example.com', password: 'seven quiet herons wade' }
const SCHEDULER = { name: 'Sam Scheduler', email: 'sam@example.com', password: 'nine loud geese over ponds' }
const CHANGED_PASSWORD = 'ten grey rails at dusk'
const PHONE = { width: 375, height: 760 }

let server: TidelineServer
let browser: Browser
/** The administrator's page, and the scheduler's; each stays open through the story. */
let ada: WatchedPage
let sam: WatchedPage
let run: Run

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline({ TIDELINE_SIGN_IN: 'on' }), launchBrowser()])
  ada = await openPage(browser, server.address, ENGLISH)
  sam = await openPage(browser, server.address, CHINESE)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

const shot = (page: Page, name: string) => page.screenshot({ path: join(OUTPUT, `sign-in-${name}.png`) })
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
const clean = async (page: Page) => {
  expect(await accessibilityFindings(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
}
/** As the page of somebody does, with their session. */
const post = async (page: Page, path: string, data: unknown) => {
  const reply = await page.request.post(`/api${path}`, { data, headers: { origin: server.address } })
  expect(reply.ok(), await reply.text()).toBe(true)
  return reply.json()
}

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('from the first start to somebody who is put out', () => {
  test('the first link makes the administrator, once, with a password that is long enough', async () => {
    const { page } = ada
    const link = await vi.waitUntil(() => server.firstLink(), { timeout: 20_000 })
    await page.goto(link)
    await page.getByRole('heading', { name: 'Welcome to Tideline' }).waitFor()
    // Whoever comes later to this browser finds no token in its history.
    expect(page.url()).not.toContain('welcome')
    await page.getByLabel('Your name').fill(ADMIN.name)
    await page.getByLabel('E-mail address').fill(ADMIN.email)
    const password = page.getByLabel('New password')
    expect(await password.getAttribute('autocomplete')).toBe('new-password')
    await password.fill('short')
    await page.getByText('3 more characters are needed.').waitFor()
    expect(await page.getByRole('button', { name: 'Make the account' }).isDisabled()).toBe(true)
    await clean(page)
    await shot(page, 'welcome')
    await password.fill('password')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await vi.waitUntil(async () => (await page.getByRole('alert').innerText()) !== '', { timeout: 10_000 })
    await shot(page, 'refused')
    await password.fill(ADMIN.password)
    await page.getByText('A good length.').waitFor()
    await page.getByRole('button', { name: 'Make the account' }).click()
    await page.getByRole('button', { name: `Your account: ${ADMIN.name}` }).waitFor()
    expect(await page.locator('.tabs a').allInnerTexts()).toEqual(expect.arrayContaining(['Administration']))
    const again = await browser.newPage()
    await again.goto(link)
    await again.getByText('This link does not work (any more).').waitFor()
    await again.close()
  }, 60_000)

  test('an administrator invites a scheduler by a link that is shown once', async () => {
    const { page } = ada
    const { units } = await (await page.request.get('/api/units')).json()
    const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
    const plan: Plan = await post(page, '/plans', { unitId: units[0].id, files })
    run = await post(page, `/plans/${plan.id}/runs`, { replications: 5, timeLimitSeconds: 20 })
    await page.goto(`/?view=accounts&plan=${plan.id}`)
    await page.getByText('1 person has an account.').waitFor()
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Name', { exact: true }).fill(SCHEDULER.name)
    await sheet.getByLabel('E-mail address').fill(SCHEDULER.email)
    await sheet.getByText('Plans and decides requests, but does not publish.').waitFor()
    await sheet.getByLabel('Reaches').selectOption('group')
    // A membership of no group reaches nothing.
    expect(await sheet.getByRole('button', { name: 'Make the invitation' }).isDisabled()).toBe(true)
    await clean(page)
    await shot(page, 'invite')
    await sheet.getByLabel('Reaches').selectOption('unit')
    await sheet.getByRole('button', { name: 'Make the invitation' }).click()
    const field = sheet.getByLabel(`Link for ${SCHEDULER.email}`)
    await field.waitFor()
    await shot(page, 'link')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await sheet.getByRole('button', { name: 'Copy' }).click()
    await sheet.getByText('Copied.').waitFor()
    const link = await field.inputValue()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    await page.keyboard.press('Escape')
    await page.getByText('1 has been invited and not come in yet.').waitFor()
    await clean(page)
    await shot(page, 'accounts')
    await sam.page.goto(link)
    await sam.page.getByLabel('新密码').fill(SCHEDULER.password)
    await clean(sam.page)
    await shot(sam.page, 'invited-zh')
    await sam.page.getByRole('button', { name: '开始使用' }).click()
    await sam.page.getByRole('button', { name: `您的账号：${SCHEDULER.name}` }).waitFor()
  }, 60_000)

  test('the scheduler is not offered what takes rights that schedulers lack', async () => {
    const { page } = sam
    await page.locator('.tabs a').first().waitFor()
    const tabs = await page.locator('.tabs a').allInnerTexts()
    expect(tabs).toContain('排班表')
    expect(tabs).not.toContain('管理')
    await page.goto('/?view=accounts')
    await page.getByRole('heading', { name: '您无权查看此页面。' }).waitFor()
    const refused = await page.request.get('/api/accounts')
    expect(refused.status()).toBe(403)
    await shot(page, 'not-offered-zh')
    await page.getByRole('button', { name: '前往“总览”' }).click()
    await vi.waitUntil(
      async () => (await (await page.request.get(`/api/runs/${run.id}`)).json()).state === 'succeeded',
      { timeout: 60_000, interval: 300 },
    )
    await page.goto(`/?run=${run.id}`)
    const panel = page.locator('.publish-panel')
    await panel.getByText('您无权发布排班。经理和管理员可以发布。').waitFor()
    expect(await panel.getByRole('button', { name: /发布/ }).count()).toBe(0)
    await shot(page, 'scheduler-zh')
    await ada.page.goto(`/?run=${run.id}`)
    await ada.page
      .locator('.publish-panel')
      .getByRole('button', { name: /^Publish/ })
      .waitFor()
  }, 120_000)

  test('their own account: tokens are shown once, sessions listed, the password changed', async () => {
    const { page } = sam
    await page.getByRole('button', { name: /^您的账号/ }).click()
    await shot(page, 'menu-zh')
    await page.getByRole('button', { name: '您的账号', exact: true }).click()
    const sheet = page.getByRole('dialog', { name: '您的账号' })
    await clean(page)
    await shot(page, 'password-zh')
    await sheet.getByRole('radio', { name: '登录设备' }).check({ force: true })
    await sheet.getByText('本次登录').waitFor()
    await shot(page, 'sessions-zh')
    await sheet.getByRole('radio', { name: 'API 令牌' }).check({ force: true })
    await sheet.getByLabel('用途').fill('导出脚本')
    await sheet.getByLabel('查看计划').check()
    await sheet.getByText('需同时勾选“查看成本”').waitFor()
    expect(await sheet.getByRole('button', { name: '创建令牌' }).isDisabled()).toBe(true)
    await sheet.getByLabel('查看成本').check()
    await sheet.getByRole('button', { name: '创建令牌' }).click()
    const token = await sheet.getByLabel('令牌“导出脚本”').inputValue()
    const plans = () =>
      fetch(`${server.address}/api/plans`, { headers: { authorization: `Bearer ${token}` } }).then((reply) =>
        reply.text(),
      )
    expect(await plans()).toContain('"plans"')
    await clean(page)
    await shot(page, 'tokens-zh')
    await page.setViewportSize(PHONE)
    await clean(page)
    await shot(page, 'tokens-zh-phone')
    await sheet.getByRole('button', { name: '撤销令牌 导出脚本' }).click()
    await sheet.getByText('您没有令牌。').waitFor()
    expect(await plans()).toContain('notSignedIn')
    await page.setViewportSize({ width: 1280, height: 860 })
    await sheet.getByRole('radio', { name: '密码', exact: true }).check({ force: true })
    await sheet.getByLabel('当前密码').fill(SCHEDULER.password)
    await sheet.getByLabel('新密码').fill(CHANGED_PASSWORD)
    await sheet.getByRole('button', { name: '修改密码' }).click()
    await sheet.getByText('密码已修改').waitFor()
    await sheet.getByRole('button', { name: '关闭' }).click()
  }, 60_000)

  test('an ended session asks to sign in over the page, and goes on where it was', async () => {
    const { page } = sam
    await page.goto('/?view=settings&section=people')
    await page.getByRole('button', { name: '安安' }).click()
    await page.getByRole('dialog').getByLabel('名称').first().fill('安小安')
    await page.context().clearCookies()
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    const again = page.getByRole('dialog', { name: '请重新登录' })
    await again.waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await clean(page)
    await shot(page, 'again-zh')
    expect(await again.getByLabel('电子邮箱').inputValue()).toBe(SCHEDULER.email)
    await again.getByLabel('密码', { exact: true }).fill('not the password at all')
    await again.getByRole('button', { name: '登录', exact: true }).click()
    await again.getByText('电子邮箱或密码不正确。').waitFor()
    await again.getByLabel('密码', { exact: true }).fill(CHANGED_PASSWORD)
    await again.getByRole('button', { name: '登录', exact: true }).click()
    // What was being saved is saved, without another click.
    await page.getByRole('status').getByText('安安').waitFor()
    const { plans } = await (await page.request.get('/api/plans')).json()
    expect(plans[0].employees.map(({ name }: { name: string }) => name)).toContain('安小安')
    expect(await again.count()).toBe(0)
  }, 60_000)

  test('whoever is disabled is out at the next step, and signing in is refused', async () => {
    const { page } = ada
    await page.goto('/?view=accounts')
    await page.getByRole('button', { name: SCHEDULER.name }).click()
    const sheet = page.getByRole('dialog', { name: SCHEDULER.name })
    await clean(page)
    await shot(page, 'account')
    await sheet.getByRole('button', { name: 'Disable' }).click()
    await sheet.getByRole('button', { name: 'Enable again' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('1 is disabled.').waitFor()
    await sam.page.locator('.tabs a').nth(1).click()
    const again = sam.page.getByRole('dialog', { name: '请重新登录' })
    await again.getByLabel('密码', { exact: true }).fill(CHANGED_PASSWORD)
    await again.getByRole('button', { name: '登录', exact: true }).click()
    await vi.waitUntil(async () => (await again.getByRole('alert').innerText()) !== '', { timeout: 10_000 })
    await shot(sam.page, 'disabled-zh')
  }, 60_000)

  test('another person who signs in gets a page without the former’s', async () => {
    const { page } = sam
    await page.evaluate(() => {
      localStorage.setItem('tideline.solving.x', '["run"]')
    })
    const again = page.getByRole('dialog', { name: '请重新登录' })
    await again.getByLabel('电子邮箱').fill(ADMIN.email)
    await again.getByLabel('密码', { exact: true }).fill(ADMIN.password)
    await again.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('button', { name: `您的账号：${ADMIN.name}` }).waitFor()
    expect(new URL(page.url()).search).not.toContain('settings')
    expect(await page.evaluate(() => localStorage.getItem('tideline.solving.x'))).toBe(null)
  }, 60_000)

  test('signing out leaves nothing on the device, and the address wanted is there after signing in', async () => {
    const { page } = ada
    await page.setViewportSize(PHONE)
    await page.getByRole('button', { name: /^Your account/ }).click()
    await clean(page)
    await shot(page, 'menu-phone')
    expect((await page.locator('.account-menu').boundingBox())?.x).toBeGreaterThanOrEqual(0)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tideline.mine'))),
    ).toEqual([])
    await page.goto('/?view=accounts')
    const email = page.getByLabel('E-mail address')
    await email.waitFor()
    expect(await email.evaluate((input) => input === document.activeElement)).toBe(true)
    await clean(page)
    await shot(page, 'phone')
    await page.keyboard.type(ADMIN.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(ADMIN.password)
    await page.keyboard.press('Enter')
    await page.getByText('people have an account').waitFor()
    await clean(page)
    await shot(page, 'accounts-phone')
  }, 60_000)
})
