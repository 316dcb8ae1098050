import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ForecastContent, ForecastSnapshot, Override } from '../../server/contracts/forecast.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const ENGLISH = { locale: 'en-GB', colorScheme: 'light' } as const
const CHINESE = { locale: 'zh-CN', colorScheme: 'dark' } as const
/** First day of the small plan's default week, and of its forecasts. */
const FIRST_DAY = '2026-11-09'

let server: TidelineServer
const { get, post } = serverApi(() => server)
let browser: Browser
let plan: Plan

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await get<{ units: { id: string }[] }>('/units')
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  plan = await post<Plan>('/plans', { unitId: units[0]?.id, files })
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

const overrides = async () => (await get<{ overrides: Override[] }>(`/plans/${plan.id}/overrides`)).overrides

async function modelContent(): Promise<ForecastContent> {
  const { forecasts } = await get<{ forecasts: ForecastSnapshot[] }>(`/plans/${plan.id}/forecasts`)
  return get<ForecastContent>(`/forecasts/${forecasts[0]?.id}/content`)
}

/** The model's contacts of a queue's day. */
async function modelDay(queueId: string, date: string): Promise<number> {
  const { starts, queues } = await modelContent()
  const mean = queues.find((queue) => queue.queueId === queueId)?.mean ?? []
  return starts.reduce((total, start, at) => total + (start.startsWith(date) ? (mean[at] ?? 0) : 0), 0)
}

const address = (rest = '') => `/?view=forecast&plan=${plan.id}${rest}`
const chat = (page: Page) => page.locator('[data-queue=chat]')
const plot = (page: Page) => chat(page).getByRole('slider', { name: /^History and forecast/ })

/** Number that a text holds, thousands separators left out. */
const numberIn = (text: string | null, pattern: RegExp) =>
  Number(pattern.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? Number.NaN)
const shownMean = async (page: Page) => numberIn(await plot(page).getAttribute('aria-valuetext'), /forecast ([\d,.]+)/)

async function dragOver(page: Page, from: number, to: number, isSpan: boolean): Promise<void> {
  const box = (await chat(page).locator('.u-over').boundingBox())!
  const y = box.y + box.height * 0.3
  if (isSpan) await page.keyboard.down('Shift')
  await page.mouse.move(box.x + box.width * from, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * to, y, { steps: 6 })
  await page.mouse.up()
  if (isSpan) await page.keyboard.up('Shift')
}

// The tests of this file are steps of one story: each begins where the one before it ended.
describe('a planner forecasts, overrides and looks back', () => {
  test('without a planned week a forecast is asked for and shown', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address())
    await page.getByRole('heading', { name: 'Nothing has been forecast from this plan yet' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Forecast the next 4 weeks' }).click()
    const answer = page.locator('main .answer h1')
    await answer.waitFor({ timeout: 60_000 })
    const { queues } = await modelContent()
    const total = queues.reduce((sum, { mean }) => sum + mean.reduce((a, b) => a + b, 0), 0)
    expect(numberIn(await answer.innerText(), /, ([\d,]+) contacts will come/)).toBe(Math.round(total))
    expect(await answer.innerText()).toMatch(/The biggest day is .+ \(80% sure: [\d,]+ to [\d,]+\)/)
    const canvas = chat(page).locator('canvas')
    const shades = await canvas.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      const seen = new Set<number>()
      for (let at = 3; at < data.length; at += 4) if (data[at]! > 0) seen.add(data[at]!)
      return seen.size
    })
    // Lines and grid are opaque; the two bands are not.
    expect(shades).toBeGreaterThan(2)
    expect(complaints).toEqual([])
    await context.close()
  }, 90_000)

  test('the chart is read and moved by keys, and a day opens what drives it', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('&queue=chat'))
    await plot(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    // Three days after the first comes the livestream.
    expect(await plot(page).getAttribute('aria-valuetext')).toMatch(/^Thu,? 12 Nov|^Thu,? Nov 12/)
    const mean = await modelDay('chat', '2026-11-12')
    expect(await shownMean(page)).toBe(Math.round(mean))
    await page.keyboard.press('Enter')
    const drivers = chat(page)
      .getByRole('region', { name: /^What drives/ })
      .first()
    await drivers.waitFor()
    const total = drivers.getByRole('row', { name: /^Forecast of the day/ })
    expect(numberIn(await total.innerText(), /Forecast of the day\s+([\d,]+)/)).toBe(Math.round(mean))
    const mark = chat(page)
      .getByRole('toolbar')
      .getByRole('button', { name: /livestream: Evening live, Thu/ })
    await mark.last().focus()
    expect(await mark.last().locator('.mark-words').isVisible()).toBe(true)
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a plain drag zooms, a double click goes back, and neither overrides', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('&queue=chat'))
    const whole = page.getByRole('button', { name: 'Whole range' })
    await plot(page).waitFor()
    expect(await whole.isDisabled()).toBe(true)
    await dragOver(page, 0.6, 0.8, false)
    expect(await whole.isEnabled()).toBe(true)
    expect(await page.getByRole('form', { name: 'Override the forecast' }).count()).toBe(0)
    await chat(page).locator('.u-over').dblclick()
    expect(await whole.isDisabled()).toBe(true)
    await context.close()
  })

  test('a span is selected, its level dragged, saved, undone and put back', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('&queue=chat'))
    await plot(page).waitFor()
    await dragOver(page, 0.6, 0.66, true)
    const form = page.getByRole('form', { name: 'Override the forecast' })
    await form.waitFor()
    const handle = page.getByRole('slider', { name: /^Level of the chosen span/ })
    const box = (await handle.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, box.y - 15, { steps: 5 })
    await page.mouse.up()
    const factor = Number(await form.getByLabel('by the factor').inputValue())
    expect(factor).toBeGreaterThan(1.05)
    const effect = await form.locator('.override-effect').innerText()
    const model = numberIn(effect, /model says ([\d,]+)/)
    expect(numberIn(effect, /with this ([\d,]+)/) / model).toBeCloseTo(factor, 1)
    expect(await overrides()).toEqual([])
    await form.getByRole('button', { name: 'Save' }).click()
    // Without a reason nothing is saved.
    expect(await overrides()).toEqual([])
    await form.getByLabel('Reason').fill('Coupons by mail')
    await form.getByRole('button', { name: 'Save' }).click()
    await page
      .getByRole('status')
      .getByText(/^Saved: .*Coupons by mail/)
      .waitFor()
    expect(await overrides()).toMatchObject([
      { queueId: 'chat', kind: 'multiply', value: factor, reason: 'Coupons by mail' },
    ])
    expect(await chat(page).locator('.override-wash').count()).toBe(1)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'forecast-override.png'), fullPage: true })
    await page.getByRole('button', { name: /^Undo .*Coupons by mail/ }).click()
    await page.getByText('Nobody has overridden the model.').waitFor()
    await page.getByRole('button', { name: 'Put it back' }).click()
    await page.getByRole('cell', { name: 'Coupons by mail', exact: true }).waitFor()
    expect(await overrides()).toMatchObject([{ kind: 'multiply', value: factor, reason: 'Coupons by mail' }])
    // The override is no part of what the model learns from: the forecast is not out of date.
    expect(await page.getByRole('button', { name: 'Forecast again' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  }, 60_000)

  test('an override is made without dragging, and the page shows what the server would', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('&queue=tickets&day=2026-11-17'))
    const panel = page.locator('[data-queue=tickets]')
    await panel.getByRole('button', { name: 'Override …' }).click()
    const form = page.getByRole('form', { name: 'Override the forecast' })
    expect(await form.getByLabel('From').inputValue()).toBe('2026-11-17T00:00')
    expect(await form.getByLabel('To', { exact: true }).inputValue()).toBe('2026-11-18T00:00')
    await form.getByRole('radio', { name: 'Set to' }).check()
    await form.getByLabel('contacts in all').fill('90')
    await form.getByLabel('Reason').fill('Recall of a lipstick')
    await form.getByRole('button', { name: 'Save' }).click()
    await page
      .getByRole('status')
      .getByText(/^Saved/)
      .waitFor()
    const drivers = panel.getByRole('region', { name: /^What drives/ }).first()
    expect(await drivers.getByRole('row', { name: /^Forecast of the day/ }).innerText()).toMatch(/\b90\b/)
    expect(await drivers.getByRole('row', { name: /^override: Recall of a lipstick/ }).count()).toBe(1)
    const model = await modelDay('tickets', '2026-11-17')
    const effect = await page
      .getByRole('row', { name: /Recall of a lipstick/ })
      .last()
      .innerText()
    expect(numberIn(effect, /= 90\s+\+?(-?[\d,]+)/)).toBe(Math.round(90 - model))
    await context.close()
  })

  test('what another tab took back is taken back here too, without an error', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    const span = { start: '2026-11-18T00:00', end: '2026-11-19T00:00' }
    const made = await post<Override>(`/plans/${plan.id}/overrides`, {
      ...{ queueId: 'tickets', ...span, kind: 'add', value: 5, reason: 'Twice undone' },
    })
    await page.goto(address('&queue=tickets'))
    const undo = page.getByRole('button', { name: /^Undo .*Twice undone/ })
    await undo.waitFor()
    expect(await page.getByRole('row', { name: /Twice undone/ }).innerText()).toMatch(/00:00–24:00/)
    await fetch(`${server.address}/api/plans/${plan.id}/overrides/${made.id}`, { method: 'DELETE' })
    await undo.click()
    await page.getByRole('button', { name: 'Put it back' }).waitFor()
    expect(await undo.count()).toBe(0)
    expect(await page.locator('.notice[data-tone=bad]').count()).toBe(0)
    expect((await overrides()).map(({ reason }) => reason)).not.toContain('Twice undone')
    await context.close()
  })

  test('tables and files say the same as the charts', async () => {
    const { page, context } = await openPage(browser, server.address, ENGLISH)
    await page.goto(address('&queue=chat&as=table'))
    const row = chat(page)
      .getByRole('row', { name: /^Thu.*Nov/ })
      .last()
    await row.waitFor()
    const download = page.waitForEvent('download')
    await chat(page).getByRole('button', { name: 'Download forecast-chat-days.csv' }).click()
    const stream = await (await download).createReadStream()
    let text = ''
    for await (const chunk of stream) text += chunk
    const lines = text.split('\r\n')
    expect(lines[0]).toBe('\uFEFFqueue,start,actual,mean,model_mean,p2_5,p10,p90,p97_5')
    const first = lines.find((line) => line.startsWith(`chat,${FIRST_DAY}T00:00`))!
    expect(Number(first.split(',')[4])).toBeCloseTo(await modelDay('chat', FIRST_DAY), 6)
    await context.close()
  })

  test('accuracy says what to do while nothing has come, in Chinese too', async () => {
    const { page, context, complaints } = await openPage(browser, server.address, CHINESE)
    await page.goto(address('&as=accuracy'))
    await page.getByRole('heading', { name: '以往预测的日子还没有实际数据' }).waitFor()
    await page.getByRole('heading', { name: '当前预测的历史回测' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.screenshot({ path: join(OUTPUT, 'accuracy-zh-CN.png') })
    await page.getByRole('radio', { name: '图表' }).check()
    await page.locator('[data-queue=chat] canvas').waitFor()
    expect(await page.locator('main h1').innerText()).toMatch(/预计进线 [\d,]+ 次/)
    expect(await accessibilityFindings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 800 })
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(overflow, { timeout: 5_000 }).toBeLessThanOrEqual(0)
    await page.screenshot({ path: join(OUTPUT, 'forecast-narrow-zh-CN.png'), fullPage: true })
    expect(complaints).toEqual([])
    await context.close()
  })
})
