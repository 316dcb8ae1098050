import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { PlanSettingsReply, SettingsChange, SettingsSection } from '../../server/contracts/settings.ts'
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

const settings = async (): Promise<PlanSettingsReply> => (await call(`/plans/${plan.id}/settings`)).json()
const valueIn = async (section: SettingsSection, item: string) =>
  (await settings()).sections[section].find((each) => each.item === item)?.value
/** What a second session does meanwhile. */
const changeElsewhere = async (...changes: SettingsChange[]) =>
  call(`/plans/${plan.id}/settings/changes`, 'POST', { expectedRevision: (await settings()).revision, changes })

const address = (section: string, item = '') => `/?view=settings&plan=${plan.id}&section=${section}${item}`
const dialog = (page: Page) => page.getByRole('dialog')
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save' }).click()
const saved = (page: Page, what: string) => page.getByRole('status').getByText(`Saved: ${what}.`).waitFor()

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('a planner changes what the plan is made from', () => {
  test('a shift template: its picture follows, what is wrong is told at its field, who uses it keeps it', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('shifts'))
    await page.getByText('1 shift template of 9 hours starts at 2 times between 09:00 and 10:00').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'day', exact: true }).click()
    const picture = dialog(page).getByRole('img')
    await dialog(page).getByLabel('Start times').fill('09:00, 11:00')
    await expect.poll(() => picture.getAttribute('aria-label')).toContain('09:00, 11:00')
    const length = dialog(page).getByLabel('Length').first()
    await length.fill('0.5')
    await save(page)
    await dialog(page).getByText('This is too small. Use at least 60.').first().waitFor()
    expect(await length.getAttribute('aria-invalid')).toBe('true')
    expect(await length.evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog(page).getByRole('alert').getByText('not saved yet').waitFor()
    await dialog(page).getByRole('button', { name: 'Keep editing' }).click()
    await length.fill('9')
    await page.screenshot({ path: join(OUTPUT, 'settings-shift.png') })
    await save(page)
    await saved(page, 'day')
    expect(await valueIn('shiftTemplates', 'day')).toMatchObject({ startTimes: ['09:00', '11:00'], lengthMinutes: 540 })
    await page.getByRole('button', { name: 'day', exact: true }).click()
    await dialog(page).getByRole('button', { name: 'Remove', exact: true }).last().click()
    await dialog(page).getByText('1 fixed shift or request (row 4 of availability.csv)').waitFor()
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([])
    await context.close()
  }, 90_000)

  test('a person with time off, found by name; the back button loses nothing', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('people'))
    await page.getByRole('searchbox').fill('bo')
    await page.getByText('1 to 1 of 1 person').waitFor()
    await page.getByRole('button', { name: 'Bo', exact: true }).click()
    await dialog(page).getByLabel('tickets', { exact: true }).check()
    await dialog(page).getByLabel('Speed at tickets').fill('0.7')
    await dialog(page).getByRole('button', { name: 'Add an entry' }).click()
    const entry = dialog(page).getByRole('group', { name: 'Entry 2' })
    await entry.getByLabel('from').fill('2026-11-13T00:00')
    await entry.getByLabel('to').fill('2026-11-12T00:00')
    await page.goBack()
    await dialog(page).getByRole('alert').getByText('not saved yet').waitFor()
    await save(page)
    await entry.getByText('This is not after the start 2026-11-13T00:00').first().waitFor()
    await entry.getByLabel('to').fill('2026-11-14T00:00')
    await page.screenshot({ path: join(OUTPUT, 'settings-person.png') })
    await save(page)
    await saved(page, 'Bo')
    expect(await valueIn('people', 'bo')).toMatchObject({ skills: 'chat:1|tickets:0.7' })
    const { availability } = (await settings()).sections
    expect(availability.filter(({ value }) => value.employee === 'bo')).toHaveLength(2)
    await context.close()
  }, 60_000)

  test('a group has its site, vendor and most people off a day, which the team then knows', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, CHINESE)
    await page.goto(address('people'))
    await page.getByRole('button', { name: 'care', exact: true }).click()
    await dialog(page).getByLabel('站点').fill('hangzhou')
    await dialog(page).getByLabel('外包商').fill('acme')
    await dialog(page).getByLabel('每日最多请假人数').fill('1')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'settings-group-zh.png') })
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await page.getByRole('cell', { name: 'hangzhou' }).waitFor()
    await page.screenshot({ path: join(OUTPUT, 'settings-groups-zh.png'), fullPage: true })
    const known = { id: 'care', site: 'hangzhou', vendor: 'acme', maxOffPerDay: 1 }
    expect(await valueIn('groups', 'care')).toEqual(known)
    const { groups } = await (await fetch(`${server.address}/api/units/${plan.unitId}/people`)).json()
    expect(groups).toMatchObject([known])
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)

  test('people pasted from a spreadsheet are looked at, then saved together', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('people'))
    await page.getByRole('button', { name: 'Paste from a spreadsheet' }).click()
    const columns = ['id', 'name', 'group', 'skills', 'contract', 'hourly_cost']
    const fay = ['fay', 'Fay', 'care', 'chat:1', 'full-time', '31.5']
    await dialog(page)
      .getByRole('textbox')
      .fill(`${columns.join('\t')}\n${fay.join('\t')}`)
    await dialog(page).getByText('1 to add, 0 to change, 0 as they are').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Save 1 person' }).click()
    await saved(page, '1 person')
    await page.getByRole('button', { name: 'Fay', exact: true }).waitFor()
    await context.close()
  }, 60_000)

  test('a rule of a kind of its own, a pack of law, and an event', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('rules'))
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await dialog(page).getByLabel('Kind of rule').selectOption('maxConsecutiveDays')
    await dialog(page).getByLabel('Id', { exact: true }).fill('five-days')
    await dialog(page).getByLabel('How hard').selectOption('soft')
    await dialog(page).getByLabel('at most days:').fill('5')
    await dialog(page).getByLabel('price', { exact: true }).fill('12.5')
    await save(page)
    await saved(page, 'the new rule')
    expect(await valueIn('workRules', 'five-days')).toEqual({
      ...{ id: 'five-days', kind: 'maxConsecutiveDays', source: 'company' },
      ...{ severity: 'soft', maxDays: 5, penaltyPerUnit: 1250 },
    })
    await page.getByRole('button', { name: /^Edit: .*standard/ }).click()
    await dialog(page).getByRole('group', { name: 'Rules that hold here' }).getByRole('checkbox').first().uncheck()
    await save(page)
    await page.getByRole('status').getByText('Saved:').waitFor()
    expect((await valueIn('rulePacks', 'cn-standard'))?.without).toHaveLength(1)

    await page.getByRole('link', { name: 'Calendar' }).click()
    await page.getByRole('button', { name: 'Add an event' }).click()
    await dialog(page).getByLabel('Kind').selectOption('salePeak')
    await dialog(page).getByLabel('Title').fill('11.11')
    await dialog(page).getByLabel('Start').fill('2026-11-11T00:00')
    await dialog(page).getByLabel('End').fill('2026-11-12T00:00')
    await save(page)
    await saved(page, 'the new event')
    await page.getByRole('row', { name: /11\.11.*Peak of a sale/ }).waitFor()
    await context.close()
  }, 90_000)

  test('who comes second is asked when both changed the same, and not bothered otherwise', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('queues', '&item=chat'))
    await dialog(page).getByLabel('Handling time').fill('200')
    const an = { ...(await valueIn('people', 'an')), hourly_cost: '40' }
    await changeElsewhere({ section: 'people', item: 'an', value: an })
    await save(page)
    await saved(page, 'chat')
    expect([(await valueIn('queues', 'chat'))?.ahtSeconds, (await valueIn('people', 'an'))?.hourly_cost]).toEqual([
      200,
      '40',
    ])

    await page.getByRole('button', { name: 'chat', exact: true }).click()
    await dialog(page).getByLabel('Handling time').fill('210')
    const theirs = { ...(await valueIn('queues', 'chat')), ahtSeconds: 260 }
    await changeElsewhere({ section: 'queues', item: 'chat', value: theirs })
    await save(page)
    const conflict = dialog(page).getByRole('alert')
    await conflict.getByText('Somebody else changed this meanwhile').waitFor()
    await conflict.getByRole('row', { name: 'ahtSeconds 260 210' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'settings-conflict.png') })
    await conflict.getByRole('button', { name: 'Take theirs' }).click()
    expect(await dialog(page).getByLabel('Handling time').inputValue()).toBe('260')
    await dialog(page).getByLabel('Handling time').fill('270')
    await changeElsewhere({ section: 'queues', item: 'chat', value: { ...theirs, ahtSeconds: 280 } })
    await save(page)
    await conflict.getByRole('button', { name: 'Keep mine' }).click()
    await save(page)
    await saved(page, 'chat')
    expect((await valueIn('queues', 'chat'))?.ahtSeconds).toBe(270)
    await context.close()
  }, 90_000)

  test('every section is said in Chinese too, and old links to the targets still lead there', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, CHINESE)
    for (const section of ['queues', 'shifts', 'rules', 'people', 'calendar']) {
      await page.goto(address(section))
      await page.locator('.settings h1').waitFor()
      expect(await accessibilityFindings(page), section).toEqual([])
    }
    await page.goto(`/?view=targets&plan=${plan.id}`)
    await page.getByRole('navigation', { name: '设置的各部分' }).getByRole('link', { name: '服务目标' }).waitFor()
    await page.locator('[data-queue=chat]').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)
})
