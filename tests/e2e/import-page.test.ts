import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileImport } from '../../server/contracts/import.ts'
import type { Plan } from '../../server/contracts/plan.ts'
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
let folder: string

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'tideline-import-'))
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
}, 30_000)

/** Tickets whose days never pass 12, so that nobody can tell them from months; one row has no time. */
const TICKETS = [
  '编号\t创建时间\t技能组\t客户\t订单号',
  ...Array.from({ length: 60 }, (_, at) => {
    const time = `${1 + (at % 12)}/${1 + (at % 3)}/2026 ${10 + (at % 8)}:${10 + (at % 50)}`
    return `T${at}\t${time}\t${['甲组', '乙组', '丙组'][at % 3]}\tc${at}\to${at}`
  }),
  'T900\t昨天\t甲组\tc1\to1',
].join('\n')

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const tickets = () => file('tickets.tsv', Buffer.from(`\uFEFF${TICKETS}`, 'utf16le'))

/** A plan of its own for each test: what one has brought in is not there for the next. */
async function newPlan(): Promise<string> {
  const { units } = (await (await fetch(`${server.address}/api/units`)).json()) as { units: { id: string }[] }
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  const response = await fetch(`${server.address}/api/plans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ unitId: units[0]?.id, files }),
  })
  expect(response.ok, await response.clone().text()).toBe(true)
  return ((await response.json()) as Plan).id
}

async function importsOf(planId: string): Promise<FileImport[]> {
  const reply = await fetch(`${server.address}/api/plans/${planId}/imports`)
  return ((await reply.json()) as { imports: FileImport[] }).imports
}

/** Answers what the tickets leave open: one group is left out. */
async function settle(page: Page): Promise<void> {
  await page.getByText('4/1/2026 13:13 → April 1, 2026').waitFor()
  await page.getByRole('radio', { name: '4/1/2026 13:13 → January 4, 2026' }).check()
  await page.getByLabel('Queue for 甲组').selectOption('chat')
  await page.getByLabel('Queue for 乙组').selectOption('tickets')
  await page.getByLabel('Queue for 丙组').selectOption({ label: 'Leave these rows out' })
}

describe('the import wizard', () => {
  test('a messy export is understood, previewed and brought in; the second time nothing changes', async () => {
    const planId = await newPlan()
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(`/?view=data&plan=${planId}`)
    await page.getByLabel('Choose exports').setInputFiles(await tickets())

    const columns = page.getByRole('region', { name: 'Columns' })
    await columns.waitFor()
    expect(await page.locator('main h1').innerText()).toMatch(/UTF-16, tab separated, 5 columns$/)
    const onward = page.getByRole('button', { name: 'Preview', exact: true })
    expect(await onward.isDisabled()).toBe(true)
    expect(await page.locator('#import-why-not').innerText()).toContain('whether the day or the month comes first')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'import-columns-en.png'), fullPage: true })
    await settle(page)
    await page.getByText('Rows left out are rejected and listed').waitFor()
    await onward.click()

    await page.getByRole('heading', { name: '40 of 61 rows would be taken; 21 rows would not.' }).waitFor()
    const byDay = page.getByRole('img', { name: /^Most on .+: [\d,]+\./ })
    await byDay.waitFor()
    const [{ report } = {}] = await importsOf(planId)
    expect(report?.days.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(40)
    const rejects = page.getByRole('region', { name: 'Rejected', exact: true })
    expect(await rejects.innerText()).toMatch(/62\s+创建时间\s+昨天/)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'import-preview-en.png'), fullPage: true })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'All rejected rows as CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.csv$/)

    // Back and forth: nothing that was settled is lost, and nothing is read again.
    await page.getByRole('button', { name: '2. Understand' }).click()
    expect(await page.getByLabel('Queue for 乙组').inputValue()).toBe('tickets')
    await page.reload()
    expect(await page.getByLabel('Queue for 乙组').inputValue()).toBe('tickets')
    await page.getByRole('button', { name: '4. Import' }).click()
    await page.getByLabel(/Save these settings/).check()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Bring it in' }).click()
    await page.getByRole('heading', { name: '40 new and 0 changed are in the plan.' }).waitFor({ timeout: 60_000 })
    expect((await importsOf(planId)).map(({ state }) => state)).toEqual(['applied'])
    await page.getByRole('button', { name: 'Forecast again' }).click()
    expect(new URL(page.url()).searchParams.get('view')).toBe('forecast')

    // The saved settings answer every question of the next file of the kind.
    await page.goto(`/?view=data&plan=${planId}`)
    expect(await page.getByRole('region', { name: 'Files brought in so far' }).innerText()).toContain('Brought in')
    await page.getByLabel('Choose exports').setInputFiles(await tickets())
    await page.getByRole('region', { name: 'Columns' }).waitFor()
    await page.getByLabel('Queue for 丙组').selectOption({ label: 'Leave these rows out' })
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await page.getByRole('heading', { name: 'Nothing changes: this file is already in.' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  }, 150_000)

  test('a lost connection loses nothing: neither the file nor the answers', async () => {
    const planId = await newPlan()
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(`/?view=data&plan=${planId}`)
    await page.route('**/api/plans/*/imports?name=*', (route) => route.abort())
    await page.getByLabel('Choose exports').setInputFiles(await tickets())
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor()
    await page.unroute('**/api/plans/*/imports?name=*')
    await page.getByRole('button', { name: 'Send again: tickets.tsv' }).click()
    await page.getByRole('region', { name: 'Columns' }).waitFor()
    await settle(page)
    await page.route('**/api/imports/*/read', (route) => route.abort())
    await page.getByRole('button', { name: 'Preview', exact: true }).click()
    await page.getByRole('alert').getByText('The server cannot be reached.').waitFor()
    await page.unroute('**/api/imports/*/read')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: /^40 of 61 rows/ }).waitFor()
    expect(await importsOf(planId)).toHaveLength(1)
    await context.close()
  }, 90_000)

  test('several files come at once; what cannot be read says so, and a file can be discarded', async () => {
    const planId = await newPlan()
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(`/?view=data&plan=${planId}`)
    const noise = Buffer.from(Array.from({ length: 2_000 }, (_, at) => (at * 197) % 251))
    const empty = await file('empty.csv', '')
    await page.getByLabel('Choose exports').setInputFiles([await tickets(), await file('noise.xlsx', noise), empty])
    await page.getByRole('heading', { name: '2 of 3 files have arrived.' }).waitFor()
    await page.getByText('The file is empty').waitFor()
    await page.getByText('Failed').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'import-files-en.png') })
    await page.getByRole('button', { name: 'Go on with noise.xlsx' }).click()
    await page.getByRole('alert').getByText('noise.xlsx could not be understood').waitFor()
    await page.getByRole('list', { name: 'Files of this batch' }).getByRole('button', { name: 'tickets.tsv' }).click()
    await page.getByRole('button', { name: 'Discard this file' }).click()
    await page.getByRole('region', { name: 'Files brought in so far' }).getByText('Discarded').waitFor()
    expect((await importsOf(planId)).map(({ state }) => state).sort()).toEqual(['discarded', 'failed'])
    await context.close()
  })

  test('files dropped on the data view begin an import, and a dropped plan folder is a plan', async () => {
    const planId = await newPlan()
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(`/?view=data&plan=${planId}`)
    await page.getByLabel('Choose exports').waitFor({ state: 'attached' })
    const drop = (files: readonly (readonly [name: string, text: string])[]) =>
      page.evaluate((entries) => {
        const dataTransfer = new DataTransfer()
        for (const [name, text] of entries) dataTransfer.items.add(new File([text], name))
        const event = { dataTransfer, bubbles: true, cancelable: true }
        document.body.dispatchEvent(new DragEvent('dragover', event))
        document.body.dispatchEvent(new DragEvent('drop', event))
      }, files)
    await drop([['tickets.tsv', TICKETS]])
    await page.getByRole('region', { name: 'Columns' }).waitFor()
    await page.getByRole('button', { name: 'Back to the data' }).click()
    await page.getByLabel('Choose exports').waitFor({ state: 'attached' })
    await drop([...smallPlan()])
    await page.waitForURL((url) => url.searchParams.get('view') === 'overview')
    expect(new URL(page.url()).searchParams.get('plan')).not.toBe(planId)
    expect(await importsOf(planId)).toHaveLength(1)
    await context.close()
  })

  test('a reader of Chinese with a narrow screen, by keyboard alone', async () => {
    const planId = await newPlan()
    const { page, context, complaints } = await openPage(browser, server.address, CHINESE)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/?view=data&plan=${planId}`)
    await page.getByLabel('选择导出文件').setInputFiles(await tickets())
    await page.getByRole('heading', { name: /UTF-16 编码、制表符分隔、5 列$/ }).waitFor()
    await page.getByRole('button', { name: '请说明日在前还是月在前。' }).press('Enter')
    await page.keyboard.press('Space')
    expect(await page.locator('#import-dayOrMonthFirst').getByRole('radio', { checked: true }).count()).toBe(1)
    await page.getByRole('button', { name: '请为每个未知的值指定队列。' }).press('Enter')
    const focused = page.locator('select:focus')
    expect(await focused.getAttribute('aria-label')).toMatch(/ 对应的队列$/)
    for (const group of ['甲组', '乙组', '丙组']) await page.getByLabel(`${group} 对应的队列`).selectOption('chat')
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'import-columns-zh-CN-narrow.png'), fullPage: true })
    await page.getByRole('button', { name: '预览', exact: true }).press('Enter')
    await page.getByRole('heading', { name: '61 行中将导入 60 行，1 行不导入。' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'import-preview-zh-CN-narrow.png'), fullPage: true })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(complaints).toEqual([])
    await context.close()
  }, 90_000)
})
