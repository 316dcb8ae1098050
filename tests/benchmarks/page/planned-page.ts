import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Run } from '../../../server/contracts/run.ts'
import { readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { launchBrowser } from '../../browser.ts'
import { startTideline } from '../../e2e/tideline-server.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

/** The built page in a browser, served by a server of its own that has planned a week. */
export interface PlannedPage {
  readonly address: string
  readonly browser: Browser
  readonly planId: string
  readonly runId: string
  close(): Promise<void>
}

const SAMPLE = join(import.meta.dirname, '../../../scenarios/beauty-50')
const PLANNED_WITHIN_MS = 180_000
const POLL_MS = 250

/** @param size name of the plan: `small-plan`, or the sample team `beauty-50` */
export async function plannedPage(size: string): Promise<PlannedPage> {
  const [server, browser] = await Promise.all([startTideline(), launchBrowser()])
  const close = async () => {
    await browser.close()
    await server.stop()
  }
  try {
    const planned = await planOne(server.address, size === 'small-plan' ? smallPlan() : await readPlanFolder(SAMPLE))
    return { address: server.address, browser, planId: planned.planId, runId: planned.id, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function planOne(address: string, folder: ReadonlyMap<string, unknown>): Promise<Run> {
  const { units } = await ask<{ units: { id: string }[] }>(address, '/units')
  const files = Array.from(folder, ([path, content]) => ({ path, content }))
  const plan = await ask<{ id: string }>(address, '/plans', { unitId: units[0]?.id, files })
  const started = await ask<Run>(address, `/plans/${plan.id}/runs`, {
    ...{ gap: 0.05, timeLimitSeconds: 20, replications: 5 },
  })
  const until = Date.now() + PLANNED_WITHIN_MS
  while (Date.now() < until) {
    const run = await ask<Run>(address, `/runs/${started.id}`)
    if (run.state === 'succeeded') return run
    if (run.state !== 'queued' && run.state !== 'running') throw new Error(`The week was not planned: ${run.state}.`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`The week was not planned within ${PLANNED_WITHIN_MS / 1000} s.`)
}

async function ask<Reply>(address: string, path: string, body?: unknown): Promise<Reply> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${address}/api${path}`, body === undefined ? {} : sent)
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Reply
}
