import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { MadeWallboard } from '../../server/contracts/wallboard.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { hourOfToday, morningOf, publishToday, reportToday, storePlanOfToday } from './plan-of-today.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

let server: TidelineServer
const api = serverApi(() => server)
let browser: Browser
let plan: Plan
let morning: Awaited<ReturnType<typeof morningOf>>

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  plan = await storePlanOfToday(api)
  morning = await morningOf(api, await publishToday(api, plan))
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1366, height: 768 },
] as const
/** On a screen of 55 inches 1,080 pixels are 68 cm: figures of 25 mm have 40 of them, of which digits fill seven tenths. */
const LEAST_FIGURE = 58
const LEAST_TEXT = 28

/** Texts of a screen by how large they are, pixels of 1080; those that lie outside of the screen, and whether it scrolls. */
const look = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = document.documentElement
    const scale = 1080 / clientHeight
    const texts = [...document.querySelectorAll<HTMLElement>('.wall *')].filter(
      (element) =>
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) &&
        element.getBoundingClientRect().width > 2 &&
        getComputedStyle(element).visibility === 'visible',
    )
    const sizeOf = (element: Element) => scale * Number.parseFloat(getComputedStyle(element).fontSize)
    const isOutside = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return left < -1 || top < -1 || right > clientWidth + 1 || bottom > clientHeight + 1
    }
    const figures = texts.filter((element) => element.matches('.wall-value, .wall-clock time'))
    const isCut = (element: Element) => element.scrollWidth > element.clientWidth + 1
    return {
      texts: texts.length,
      leastText: Math.min(...texts.map(sizeOf)),
      figures: figures.length,
      leastFigure: Math.min(...figures.map(sizeOf)),
      cut: figures.filter(isCut).map(({ textContent }) => textContent),
      outside: texts.filter(isOutside).map(({ textContent }) => textContent),
      scrolls: scrollWidth > clientWidth || scrollHeight > clientHeight,
    }
  })

async function expectReadable(page: Page): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    const seen = await look(page)
    expect([size.width, seen.cut, seen.outside, seen.scrolls]).toEqual([size.width, [], [], false])
    expect(seen.figures).toBeGreaterThan(8)
    expect(seen.leastFigure).toBeGreaterThanOrEqual(LEAST_FIGURE)
    // Pixels of a smaller screen are rounded.
    expect(seen.leastText).toBeGreaterThanOrEqual(LEAST_TEXT - 0.1)
  }
}

test('a planner makes a link, a screen that nobody signs in at shows the day, and is dark once the link is ended', async () => {
  const planner = await openPage(browser, server.address, { locale: 'en-GB', colorScheme: 'light' })
  await planner.page.goto(`/?view=intraday&plan=${plan.id}`)
  await planner.page.getByRole('button', { name: 'Wallboards' }).click()
  const dialog = planner.page.getByRole('dialog', { name: 'Screens on the wall' })
  await dialog.getByText('No screen has a link yet.').waitFor()
  await dialog.getByLabel('Screen, for example Hall 2').fill('Hall 2')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const address = await dialog.getByLabel('Address for Hall 2').inputValue()
  expect(address).toMatch(new RegExp(`^${server.address}/wall/[\\w-]{43}$`))
  await dialog.getByText('Not opened yet.').waitFor()
  expect(await accessibilityFindings(planner.page)).toEqual([])

  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'zh-CN',
    colorScheme: 'light',
  })
  await page.setViewportSize(SIZES[0])
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(address)
  // In the language of the link, whatever the device's.
  await page.getByText('Nothing reported yet today').waitFor()
  const chat = page.locator('[data-queue=chat]')
  expect(await chat.locator('[data-part=contacts] .wall-value').innerText()).toBe('–')
  const offered = morning.map(({ mean }) => Math.round(2.5 * mean))
  const reports = morning.map(({ start }, index) => ({
    ...{ queueId: 'chat', start, offered: offered[index], answeredWithin: offered[index], backlog: 7 },
  }))
  await reportToday(api, plan, reports)
  const came = offered.reduce((sum, count) => sum + count, 0)
  await chat.locator('[data-part=contacts] .wall-value', { hasText: String(came) }).waitFor({ timeout: 10_000 })
  expect(await chat.locator('[data-part=service] .wall-value').innerText()).toBe('100%')
  expect(await chat.locator('[data-part=waiting] .wall-value').innerText()).toBe('7')
  // Worked out anew, without anybody touching the screen.
  await chat.getByText('Below target').waitFor({ timeout: 60_000 })
  await page.getByText('Service at risk: chat').waitFor()
  await expectReadable(page)
  expect(await accessibilityFindings(page, ['color-contrast', 'color-contrast-enhanced', 'button-name'])).toEqual([])
  expect(asked.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/wallboards/'))).toEqual([])
  expect(complaints).toEqual([])

  await context.setOffline(true)
  await page.getByText('Not connected since').waitFor({ timeout: 45_000 })
  await context.setOffline(false)
  await page.getByText('Not connected since').waitFor({ state: 'hidden' })

  await dialog.getByRole('button', { name: 'End the link of Hall 2' }).click()
  await page.getByRole('heading', { name: 'This link is over' }).waitFor({ timeout: 10_000 })
  expect(await page.locator('.wall').count()).toBe(0)
  expect(planner.complaints).toEqual([])
  await Promise.all([context.close(), planner.context.close()])
}, 240_000)

/** The small plan with seven queues like chat, of names that are long. */
function sevenQueues(): Map<string, string> {
  const files = smallPlan()
  const yaml = files.get('plan.yaml')!
  const chat = /( {2}- id: chat\n(?: {4}.*\n)+)/.exec(yaml)![1]!
  const ids = Array.from({ length: 5 }, (_, index) => `chat-${index}`)
  const name = (id: string) =>
    `    name: { zh-CN: 旗舰店售前咨询与直播间活动客服-${id}, en: Flagship store presales and livestream enquiries ${id} }\n`
  const queues = ids.map((id) => chat.replace('id: chat\n', `id: ${id}\n${name(id)}`)).join('')
  const history = files.get('history.csv')!
  const rows = history.split('\n').filter((line) => line.startsWith('chat,'))
  const more = ids.flatMap((id) => rows.map((line) => line.replace('chat,', `${id},`)))
  return new Map([
    ...files,
    ['plan.yaml', yaml.replace(chat, chat + queues)],
    ['history.csv', `${history}${more.join('\n')}\n`],
  ])
}

test('seven queues take turns on two pages of rows, whatever their names', async () => {
  const wide = await storePlanOfToday(api, sevenQueues())
  const { queues } = wide
  expect(queues).toHaveLength(7)
  const reports = queues.map(({ id: queueId }, index) => ({
    ...{ queueId, start: hourOfToday('12:00'), offered: 990 + index, answeredWithin: 800, backlog: 12_345 },
  }))
  await reportToday(api, wide, reports)
  const made = await api.post<MadeWallboard>(`/plans/${wide.id}/wallboards`, { name: 'Hall 7', language: 'zh-CN' })
  const { page, context, complaints } = await openPage(browser, server.address, {
    locale: 'en-GB',
    colorScheme: 'light',
  })
  await page.setViewportSize(SIZES[0])
  await page.goto(made.path)
  await page.getByText('今天没有已发布的排班').waitFor()
  const shown = () => page.locator('.wall-queue').evaluateAll((all) => all.map((one) => one.getAttribute('data-queue')))
  expect(await shown()).toHaveLength(4)
  await expectReadable(page)
  await page.setViewportSize(SIZES[0])
  const first = await shown()
  await page
    .getByRole('button', { name: '第 1 / 2 页' })
    .or(page.getByRole('button', { name: '第 2 / 2 页' }))
    .waitFor()
  await expect.poll(shown, { timeout: 20_000 }).not.toEqual(first)
  expect(await shown()).toHaveLength(3)
  expect(await page.locator('.wall').innerText()).not.toMatch(/\{\{|wall\./)
  expect(complaints).toEqual([])
  await context.close()
}, 120_000)
