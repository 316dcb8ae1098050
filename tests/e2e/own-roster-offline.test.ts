import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { APIRequestContext, Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AccountWithLink } from '../../server/contracts/account.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { launchBrowser } from '../browser.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, goByDevice, openPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const PASSWORD = 'seven quiet herons wade'
const EMAIL = 'an@example.com'
/** In the week before that of the roster. */
const NOW = '2026-11-05T09:30:00+08:00'

let server: TidelineServer
let browser: Browser
beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline({ TIDELINE_SIGN_IN: 'on' }), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

async function post<Reply>(sender: APIRequestContext, path: string, data: unknown): Promise<Reply> {
  const reply = await sender.post(`${server.address}/api${path}`, { data, headers: { origin: server.address } })
  expect(reply.ok(), await reply.text()).toBe(true)
  return reply.json()
}

/** An administrator plans the small week, publishes it and invites one of its people. @returns the query of the way in */
async function publishedWeek(): Promise<string> {
  const { request } = await browser.newContext({ baseURL: server.address })
  const link = await vi.waitUntil(() => server.firstLink(), { timeout: 20_000 })
  const token = new URL(link).searchParams.get('welcome')
  await post(request, '/links/use', { token, password: PASSWORD, email: 'ada@example.com', displayName: 'Ada' })
  const { units } = await (await request.get('/api/units')).json()
  const unitId: string = units[0].id
  const files = Array.from(smallPlan(), ([path, content]) => ({ path, content }))
  const plan = await post<Plan>(request, '/plans', { unitId, files })
  const started = await post<Run>(request, `/plans/${plan.id}/runs`, {
    ...{ week: SMALL_PLAN_WEEK, replications: 5, timeLimitSeconds: 20 },
  })
  const run = await vi.waitUntil(
    async () => {
      const now: Run = await (await request.get(`/api/runs/${started.id}`)).json()
      return now.state === 'succeeded' ? now : undefined
    },
    { timeout: 90_000, interval: 500 },
  )
  const blockers = run.report!.gate!.blockers.map(({ id }) => id)
  const override = blockers.length > 0 ? { override: { blockers, reason: 'Shown in tests' } } : {}
  await post(request, `/runs/${run.id}/publication`, override)
  const membership = { unitId, role: 'agent', scope: { kind: 'unit' }, extraRights: [], employeeId: 'an' }
  const invited = await post<AccountWithLink>(request, '/accounts', {
    ...{ email: EMAIL, displayName: '安安', memberships: [membership] },
  })
  return invited.link!
}

/** What of a person is on the device. */
const keptOn = (page: Page) =>
  page.evaluate(async () => ({
    stored: Object.keys(localStorage).filter((key) => key.startsWith('tideline.mine.')).length > 0,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))

test('the own roster is kept on the device, gone when its reader signs out, and read without the server', async () => {
  const welcome = await publishedWeek()
  const { page, context, complaints } = await openPage(browser, server.address, {
    ...{ locale: 'en-GB', colorScheme: 'light' },
  })
  await page.setViewportSize({ width: 375, height: 760 })
  await goByDevice(context)
  await page.clock.setFixedTime(NOW)
  await post(context.request, '/links/use', { token: new URLSearchParams(welcome).get('welcome'), password: PASSWORD })
  const read = async () => {
    await page.goto('/')
    await page.locator('.mine-next h1').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  }
  await read()
  expect(await keptOn(page)).toEqual({ stored: true, caches: 1, workers: 1 })
  const shown = await page.locator('.mine-week').first().innerText()

  await page.getByRole('button', { name: 'Your account: 安安' }).click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByLabel('Password').waitFor()
  expect(await keptOn(page)).toEqual({ stored: false, caches: 0, workers: 0 })

  await post(context.request, '/sign-in', { email: EMAIL, password: PASSWORD })
  await read()
  complaints.length = 0
  await server.stop()
  await page.goto('/')
  await page.getByText(/No connection. This is the roster as of Thu/).waitFor()
  // All of the week but what could be asked for.
  const without = (text: string) => text.replaceAll(/\n+(Ask for the day|Swap)[^\n]*/g, '').replaceAll(/\s+/g, ' ')
  expect(without(await page.locator('.mine-week').first().innerText())).toBe(without(shown))
  expect(await page.getByRole('button', { name: /Swap|Ask for/ }).count()).toBe(0)
  expect(await accessibilityFindings(page)).toEqual([])
  await page.screenshot({ path: join(OUTPUT, 'own-offline.png'), fullPage: true })
  // That nobody answers is all that the page complains of.
  expect(complaints.filter((complaint) => !complaint.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
}, 240_000)
