import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../server/contracts/run.ts'
import type { RunCoverage } from '../../server/contracts/run-result.ts'
import { canPool, comparePooling } from '../../web/features/requirement/pooled-comparison.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const ENGLISH = { locale: 'en-GB', colorScheme: 'light' } as const
const READERS = [{ locale: 'zh-CN', colorScheme: 'dark' }, ENGLISH] as const
const DAY = '2026-11-11'

let server: TidelineServer
let browser: Browser
let run: Run
let coverage: RunCoverage

/** The small plan with a line of calls beside the chats, so that there are two queues whose people could be shared. */
function planWithCalls(): Map<string, string> {
  const files = smallPlan()
  const calls = `  - id: calls
    channel: phone
    openHours: [{ from: "09:00", to: "19:00" }]
    ahtSeconds: 240
    target: { serviceLevelTarget: 0.8, answerWithinSeconds: 20 }
    meanPatienceSeconds: 120
groups:`
  const chats = files
    .get('history.csv')!
    .split('\n')
    .filter((line) => line.startsWith('chat,'))
  return smallPlan({
    'plan.yaml': files.get('plan.yaml')!.replace('groups:', calls),
    'employees.csv': files.get('employees.csv')!.replace('care,chat:1,full', 'care,chat:1|calls:1,full'),
    'history.csv': `${files.get('history.csv')}${chats.map((line) => line.replace('chat', 'calls')).join('\n')}\n`,
  })
}

async function api<Reply>(path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(`${server.address}/api${path}`, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  expect(response.ok, await response.clone().text()).toBe(true)
  return (await response.json()) as Reply
}

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await api<{ units: { id: string }[] }>('/units')
  const files = Array.from(planWithCalls(), ([path, content]) => ({ path, content }))
  const plan = await api<{ id: string }>('/plans', { unitId: units[0]?.id, files })
  run = await api<Run>(`/plans/${plan.id}/runs`, {})
  while (run.state === 'queued' || run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 250))
    run = await api<Run>(`/runs/${run.id}`)
  }
  expect(run.error).toBeNull()
  coverage = await api<RunCoverage>(`/runs/${run.id}/coverage`)
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

const address = (more: string) => `/?view=coverage&plan=${run.planId}&run=${run.id}${more}`
const chat = (page: Page) => page.locator('[data-queue=chat]')

describe.each(READERS)('for a reader of $locale in $colorScheme', (reader) => {
  test.each(['chart', 'why', 'heat', 'risk', 'table'])('the requirement as %s is accessible and quiet', async (as) => {
    const { page, context, complaints } = await openPage(browser, server.address, reader)
    await page.goto(address(`&as=${as}`))
    await page.locator('main h1').waitFor()
    await chat(page).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('arrow keys choose an interval, whose reasons add up to its agents', async () => {
  const { page, context } = await openPage(browser, server.address, ENGLISH)
  await page.goto(address(`&as=why&day=${DAY}`))
  const chart = chat(page).getByRole('slider')
  await chart.focus()
  await page.keyboard.press('Home')
  expect(await chart.getAttribute('aria-valuenow')).toBe(String(2 * 24))
  for (let hour = 0; hour < 14; hour++) await page.keyboard.press('ArrowRight')
  const sentence = (await chat(page).locator('.interval-reading strong').innerText()).trim()
  expect(await chart.getAttribute('aria-valuetext')).toContain(sentence)
  const [, agents, reasons = ''] = /14:00–15:00: (\d+) agents? on position = (.*)\.$/.exec(sentence) ?? []
  const parts = [...reasons.matchAll(/(?:^|([+−]) )(\d+(?:\.\d)?) /g)]
  expect(parts.length).toBeGreaterThan(1)
  const sum = parts.reduce((total, [, sign, figure]) => total + (sign === '−' ? -1 : 1) * Number(figure), 0)
  expect(sum).toBeCloseTo(Number(agents), 9)
  expect(Number(agents)).toBe((coverage.queues[0] as { requiredAgents: number[] }).requiredAgents[2 * 24 + 14])
  await context.close()
})

test('an interval that is kept stays in the address, and the table tells of its row', async () => {
  const { page, context } = await openPage(browser, server.address, ENGLISH)
  await page.goto(address(`&as=why&day=${DAY}`))
  await chat(page).getByRole('slider').focus()
  for (const key of ['Home', 'PageUp', 'PageUp', 'Enter']) await page.keyboard.press(key)
  expect(new URL(page.url()).searchParams.get('at')).toBe(`${DAY}T02:00+08:00`)
  await page.goto(address(`&as=table&day=${DAY}&at=${encodeURIComponent(`${DAY}T11:00+08:00`)}`))
  const reading = chat(page).locator('.interval-reading strong')
  expect(await reading.innerText()).toContain('11:00–12:00')
  await chat(page).getByRole('button', { name: '11:00' }).press('ArrowDown')
  expect(await reading.innerText()).toContain('12:00–13:00')
  await chat(page).getByRole('button', { name: '15:00' }).click()
  expect(await chat(page).locator('[aria-pressed=true]').innerText()).toBe('15:00')
  expect(await reading.innerText()).toContain('15:00–16:00')
  await context.close()
})

test('sharing people is compared with the solver on the figures of the run', async () => {
  const { page, context } = await openPage(browser, server.address, ENGLISH)
  await page.goto(address(''))
  const panel = page.getByRole('region', { name: 'What if these queues shared their people?' })
  const { week } = comparePooling(coverage, coverage.queues.filter(canPool))
  expect(week.pooled.agentHours).not.toBe(week.siloed.agentHours)
  const whole = panel.getByRole('row', { name: /^Whole week/ })
  await whole.waitFor()
  expect(await whole.getByRole('cell').allInnerTexts()).toEqual([
    expect.stringMatching(new RegExp(`^${week.siloed.agentHours}$`)),
    expect.stringMatching(new RegExp(`^${week.pooled.agentHours}$`)),
    expect.stringMatching(new RegExp(`^${week.siloed.peakAgents} \\(`)),
    expect.stringMatching(new RegExp(`^${week.pooled.peakAgents} \\(`)),
  ])
  await panel.getByLabel('calls').uncheck()
  await panel.getByText('Choose two or more queues.').waitFor()
  await context.close()
})

test('a run of an earlier version is still shown, and says what it lacks', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, ENGLISH)
  await page.route('**/api/runs/*/coverage', async (route) => {
    const { shrinkage: _, queues, ...grid } = coverage
    const earlier = queues.map((queue) => ({ ...queue, reasons: undefined, model: undefined, service: undefined }))
    await route.fulfill({ json: { ...grid, queues: earlier } })
  })
  for (const as of ['chart', 'why', 'risk', 'table']) {
    await page.goto(address(`&as=${as}`))
    await page.getByText('This run was planned by an earlier version').waitFor()
    await chat(page).waitFor()
    expect(await page.getByText('What if these queues shared their people?').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Download service.csv' }).count()).toBe(0)
  }
  expect(complaints).toEqual([])
  await context.close()
})
