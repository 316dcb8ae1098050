/**
 * `npm run pictures`: every view of the page on the sample plan, in both languages, into `web/pictures`. The sample's week
 * is planned and published first, so the pictures of two runs differ by the moment at which they were taken.
 */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Plan } from '../server/contracts/plan.ts'
import type { Run } from '../server/contracts/run.ts'
import { readPlanFolder } from '../server/imports/plan-folder.ts'
import { launchBrowser } from './browser.ts'
import { openPage } from './e2e/page-watch.ts'
import { startTideline } from './e2e/tideline-server.ts'

const ROOT = join(import.meta.dirname, '..')
const PICTURES = join(ROOT, 'web/pictures')
const DAY = '2026-11-11'
const READERS = [
  { language: 'en', locale: 'en-GB', colorScheme: 'light' },
  { language: 'zh-CN', locale: 'zh-CN', colorScheme: 'light' },
] as const

/** What each picture shows, by its name. */
const PLACES: Readonly<Record<string, string>> = {
  overview: 'view=overview',
  forecast: 'view=forecast',
  coverage: `view=coverage&day=${DAY}`,
  misfit: 'view=coverage&as=misfit',
  roster: 'view=roster&panel=violations',
  'roster-hours': `view=roster&zoom=hours&day=${DAY}`,
  intraday: `view=intraday&day=${DAY}`,
  scenarios: 'view=scenarios&as=estimate',
  headcount: 'view=headcount',
  data: 'view=data',
  'settings-shifts': 'view=settings&section=shifts',
  'settings-rules': 'view=settings&section=rules',
  mine: 'view=mine&person=pre-02',
}

const server = await startTideline()
const browser = await launchBrowser()
try {
  const api = async <Reply>(path: string, body?: unknown): Promise<Reply> => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const reply = await fetch(`${server.address}/api${path}`, body === undefined ? {} : sent)
    if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`)
    return (await reply.json()) as Reply
  }
  const files = await readPlanFolder(join(ROOT, 'scenarios/beauty-50'))
  const list = Array.from(files, ([path, content]) => ({ path, content }))
  const { units } = await api<{ units: { id: string }[] }>('/units')
  const plan = await api<Plan>('/plans', { unitId: units[0]?.id, files: list })
  await api(`/plans/${plan.id}/forecasts`, {})
  await api(`/plans/${plan.id}/headcount-plans`, { from: '2026-11', months: 6 })
  let run = await api<Run>(`/plans/${plan.id}/runs`, {})
  while (run.state === 'queued' || run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    run = await api<Run>(`/runs/${run.id}`)
  }
  const blockers = run.report?.gate?.blockers.map(({ id }) => id) ?? []
  const override = { override: { blockers, reason: 'Shown in pictures' } }
  await api(`/runs/${run.id}/publication`, blockers.length > 0 ? override : {})
  await takeAll(browser, server.address)
} finally {
  await browser.close()
  await server.stop()
}

async function takeAll(browser: Browser, address: string): Promise<void> {
  for (const name of await readdir(PICTURES)) if (name.endsWith('.jpg')) await rm(join(PICTURES, name))
  for (const { language, ...reader } of READERS) {
    const { page, context } = await openPage(browser, address, reader)
    // In the middle of the week that is shown.
    await page.clock.setFixedTime('2026-11-11T09:30:00+08:00')
    for (const [name, search] of Object.entries(PLACES)) {
      await page.goto(`/?${search}`)
      await page.locator('main h1').first().waitFor()
      // Charts and the first score are drawn after the words.
      await page.waitForTimeout(3000)
      await page.screenshot({ path: join(PICTURES, `${name}-${language}.jpg`), type: 'jpeg', quality: 82 })
      console.log(`${name}-${language}.jpg`)
    }
    await context.close()
  }
}
