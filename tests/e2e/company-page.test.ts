import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AccountWithLink } from '../../server/contracts/account.ts'
import type { PersonalData } from '../../server/contracts/personal-data.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import type { PersonRequest } from '../../server/contracts/request.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { makeDatabase, ownerOf, type TestDatabase } from '../server/database.ts'
import { accessibilityFindings, openPage, type WatchedPage } from './page-watch.ts'
import { startTideline, type TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const PASSWORD = 'seven quiet herons wade'
const PHONE = { width: 375, height: 760 }

let database: TestDatabase
let server: TidelineServer
let browser: Browser
/** What another system was told. */
const told: string[] = []
let receiver: Server
let hookUrl: string
/** The administrator's page, and that of HR. */
let ada: WatchedPage
let hu: WatchedPage
let unitId: string
let plan: Plan

beforeAll(async () => {
  receiver = createServer((request, response) => {
    request.on('data', (body) => told.push(String(body))).on('end', () => response.writeHead(204).end())
  }).listen(0, '127.0.0.1')
  database = await makeDatabase()
  ;[server, browser] = await Promise.all([
    startTideline({ DATABASE_URL: database.url, TIDELINE_SIGN_IN: 'on', TIDELINE_WEBHOOK_HOSTS: '127.0.0.1' }),
    launchBrowser(),
  ])
  hookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  ada = await openPage(browser, server.address, { locale: 'en-GB', colorScheme: 'light' })
  hu = await openPage(browser, server.address, { locale: 'zh-CN', colorScheme: 'dark' })
  await spend(
    ada.page,
    await vi.waitUntil(() => server.firstLink(), { timeout: 20_000 }),
    'Ada Admin',
    'ada@example.com',
  )
  const { units } = await (await ada.page.request.get('/api/units')).json()
  unitId = units[0].id
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  plan = await post<Plan>('/plans', { unitId, files })
  const membership = { unitId, role: 'hr', scope: { kind: 'unit' } }
  const invited = { email: 'hu@example.com', displayName: '胡人事', memberships: [membership] }
  const { link } = await post<AccountWithLink>('/accounts', invited)
  await spend(hu.page, link!)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await database?.close()
  receiver.close()
}, 30_000)

/** Comes in by a link, as the page does. */
async function spend(page: Page, link: string, displayName?: string, email?: string): Promise<void> {
  const token = new URL(link, server.address).href.split('=').at(-1)
  const reply = await page.request.post('/api/links/use', {
    ...{ data: { token, password: PASSWORD, displayName, email }, headers: { origin: server.address } },
  })
  expect(reply.ok(), await reply.text()).toBe(true)
}

async function post<Reply>(path: string, data: unknown): Promise<Reply> {
  const reply = await ada.page.request.post(`/api${path}`, { data, headers: { origin: server.address } })
  expect(reply.ok(), await reply.text()).toBe(true)
  return (await reply.json()) as Reply
}

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const get = async (path: string) => (await ada.page.request.get(`/api${path}`)).json()
const panel = (page: Page, title: string): Locator =>
  page.locator('.unit-panels > .panel').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

async function clean({ page, complaints }: WatchedPage, shot: string): Promise<void> {
  await page.screenshot({ path: join(OUTPUT, `company-${shot}.png`), fullPage: true })
  expect(await accessibilityFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
}

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('what holds for a planning unit', () => {
  test('publishing takes a second person, by one key', async () => {
    const { page } = ada
    await page.goto(`/?view=accounts&plan=${plan.id}`)
    const box = panel(page, 'Publishing').getByRole('checkbox', { name: 'Publishing takes a second person' })
    await box.focus()
    await page.keyboard.press('Space')
    await panel(page, 'Publishing').getByText('somebody else does').waitFor()
    expect(await get(`/units/${unitId}/publishing-rule`)).toMatchObject({ fourEyes: true, revision: 1 })
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
    await clean(ada, 'en')
  }, 30_000)

  test('another system is told, with a secret that is shown once, and is told no more', async () => {
    const { page } = ada
    const hooks = panel(page, 'Webhooks')
    await hooks.getByRole('button', { name: 'Add a webhook' }).click()
    await hooks.getByLabel('Address').fill('http://example.com/hook')
    await hooks.getByRole('button', { name: 'Make the webhook' }).click()
    await hooks.getByText('The address is not encrypted; begin it with https://.').waitFor()
    expect(ada.complaints.splice(0).join()).toContain('400')
    await hooks.getByLabel('Address').fill(hookUrl)
    await hooks.getByLabel('a run failed').uncheck()
    await hooks.getByRole('button', { name: 'Make the webhook' }).click()
    const secret = await hooks.getByLabel(`Secret of ${hookUrl}`).inputValue()
    // The form has gone; the focus has not.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Add a webhook')
    expect(secret).toMatch(/^[\w-]{43}$/)
    const asked = { kind: 'timeOff', start: `${dayAhead(30)}T00:00`, end: `${dayAhead(31)}T00:00`, reason: 'paid' }
    const request = await post<PersonRequest>(`/units/${unitId}/requests`, { employeeId: 'an', ask: asked, note: 'x' })
    await post(`/requests/${request.id}/refuse`, { revision: request.revision, answer: 'no' })
    await hooks.getByRole('button', { name: `Deliveries: ${hookUrl}` }).click()
    const sheet = page.getByRole('dialog', { name: `Deliveries: ${hookUrl}` })
    await sheet.getByText('Delivered').waitFor({ timeout: 15_000 })
    await sheet.getByRole('cell', { name: 'a request was decided' }).or(sheet.getByText('204')).first().waitFor()
    expect(told.map((body) => JSON.parse(body).entityId)).toEqual([request.id])
    await clean(ada, 'deliveries-en')
    await page.keyboard.press('Escape')
    await page.screenshot({ path: join(OUTPUT, 'company-webhook-en.png'), fullPage: true })
    await page.reload()
    await hooks.getByText('a roster was published, a request was decided').waitFor()
    expect(await page.content()).not.toContain(secret)
    await hooks.getByRole('button', { name: `Remove: ${hookUrl}` }).click()
    await hooks.getByText('What still waits to be sent goes with it.').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await hooks.getByText('Nobody is told of anything.').waitFor()
  }, 40_000)

  test('how long data is kept is changed, and a change of somebody else is not written over', async () => {
    const { page } = ada
    const keeping = panel(page, 'Keeping data')
    const notes = keeping.getByLabel('Notes of requests')
    // The note of the request that was refused, which is as old as this.
    await sql`update team_request_note set created_at = now() - interval '40 days'`.execute(ownerOf(database.db))
    await keeping.getByText('Next sweep: 0 notes').waitFor()
    await notes.fill('0')
    expect(await keeping.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await notes.fill('30')
    await keeping.getByText('Next sweep: 1 note', { exact: true }).waitFor()
    await page.screenshot({ path: join(OUTPUT, 'company-keeping-en.png'), fullPage: true })
    await keeping.getByLabel('Rows of files that could not be read').fill('')
    await notes.press('Enter')
    await keeping.getByText('Saved. It holds from the next sweep.').waitFor()
    const kept = { requestNoteDays: 30, rejectDays: null, resultDays: null, actualDays: 400 }
    expect(await get(`/units/${unitId}/retention`)).toEqual({ ...kept, revision: 1 })
    const others = { data: { ...kept, resultDays: 400, expectedRevision: 1 }, headers: { origin: server.address } }
    expect((await hu.page.request.put(`/api/units/${unitId}/retention`, others)).ok()).toBe(true)
    await notes.fill('60')
    await notes.press('Enter')
    await keeping.getByText('Somebody else changed how long data is kept').waitFor()
    expect(await keeping.getByLabel('Results of runs').inputValue()).toBe('400')
    expect(await notes.inputValue()).toBe('30')
    expect(ada.complaints.splice(0).join()).toContain('409')
  }, 30_000)

  test('HR sees to people’s data alone: exported, and erased by whoever types the id', async () => {
    const { page } = hu
    await page.goto(`/?view=accounts&plan=${plan.id}`)
    const personal = panel(page, '个人信息')
    await personal.waitFor()
    expect(await page.locator('main h2').allInnerTexts()).toEqual(['数据保留', '个人信息'])
    await personal.getByLabel('人员编号').fill('nobody')
    await personal.getByRole('button', { name: '导出为文件' }).click()
    await personal.getByRole('alert').getByText('没有编号为 nobody 的人员').waitFor()
    expect(hu.complaints.splice(0).join()).toContain('404')
    await personal.getByLabel('人员编号').fill('an')
    await personal.locator('span', { hasText: /^安安$/ }).waitFor()
    const download = page.waitForEvent('download')
    await personal.getByRole('button', { name: '导出为文件' }).click()
    const file = await download
    const data: PersonalData = JSON.parse(await readFile(await file.path(), 'utf8'))
    expect([file.suggestedFilename(), data.person.name, data.notes.length]).toEqual([
      'personal-data-an.json',
      '安安',
      1,
    ])
    await personal.getByText('已导出 an').waitFor()
    await page.screenshot({ path: join(OUTPUT, 'company-zh.png') })
    await page.setViewportSize(PHONE)
    await clean(hu, 'zh-phone')
    await personal.getByRole('button', { name: '删除……' }).click()
    const sheet = page.getByRole('dialog')
    const now = sheet.getByRole('button', { name: '永久删除' })
    expect(await now.isDisabled()).toBe(true)
    await page.keyboard.type('bo')
    expect(await now.isDisabled()).toBe(true)
    await sheet.getByRole('textbox').fill('an')
    await clean(hu, 'erase-zh')
    await page.keyboard.press('Enter')
    await personal.getByText('已删除 an 的个人信息').waitFor()
    const { plans } = await get('/plans')
    const names = plans[0].employees.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['–', 'Bo', 'Cy', 'Di'])
    expect(hu.complaints).toEqual([])
  }, 40_000)
})
