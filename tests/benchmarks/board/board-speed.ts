import type { Browser, Page } from 'playwright-core'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { startTideline, type TidelineServer } from '../../e2e/tideline-server.ts'
import { type BenchRow, benchmark, median } from '../bench-spec.ts'
import { BIG_PLAN_WEEK, bigPlan } from './big-plan.ts'
import { emptyFrames, type FrameTimes, launchTimed, scrollFrames } from './frame-times.ts'

const SIZES = {
  '60 people, 1 week': { people: 60, weeks: 1, frames: 20, edits: 1 },
  '1,000 people, 4 weeks': { people: 1000, weeks: 4, frames: 240, edits: 5 },
  '5,000 people, 4 weeks': { people: 5000, weeks: 4, frames: 240, edits: 5 },
} as const

/** Rows that a frame scrolls by, and what of an hour, CSS pixels. */
const STEP = { x: 60, y: 90 }
/** What is said of a cell with a shift. */
const WORKING = /\d\d:\d\d–\d\d:\d\d/
const READY_MS = 600_000
const ZOOMS = ['days', 'week', 'hours'] as const

interface Input {
  readonly server: TidelineServer
  readonly address: string
  readonly people: number
  /** To be counted of each way of scrolling. */
  readonly frames: number
  readonly edits: number
}

interface Measured {
  /** From the arrival of the last of the board's data to its first picture, milliseconds. */
  readonly usable: number
  readonly capped: Readonly<Record<string, FrameTimes>>
  readonly uncapped: Readonly<Record<string, FrameTimes>>
  readonly empty: FrameTimes
  /** Milliseconds from the key to the picture, and to the picture with its new score. */
  readonly repainted: readonly number[]
  readonly rescored: readonly number[]
  readonly rows: number
}

export const boardSpeed = benchmark<Input, Measured>({
  name: 'board-speed',
  what: 'The planning board in Chromium: time until it is usable, frames while scrolling, and edits, from the real server',
  sizes: Object.keys(SIZES) as [string, ...string[]],
  build: async ({ size }) => {
    const { weeks, ...counts } = SIZES[size as keyof typeof SIZES]
    const server = await startTideline()
    try {
      return { server, ...counts, address: await plannedBoard(server.address, counts.people, weeks) }
    } catch (error) {
      await server.stop()
      throw error
    }
  },
  phases: [
    {
      name: 'scroll and edit',
      run: measureBoard,
      validate: ({ rows, repainted, rescored }, { people, edits }) => {
        if (rows <= people) throw new Error(`The board has ${rows} rows for ${people} people.`)
        if (repainted.length < edits || rescored.length < edits) {
          throw new Error(`Of ${edits} edits ${repainted.length} were repainted and ${rescored.length} scored again.`)
        }
      },
      rows: (measured, { people }) => zoomRows(measured, people),
    },
  ],
  dispose: async ({ server }) => server.stop(),
})

const zoomRows = (measured: Measured, people: number): readonly BenchRow[] =>
  Object.entries(measured.capped).map(([zoom, capped]) => ({
    people,
    zoom,
    'usable ms': measured.usable,
    'frame ms': capped.median,
    'frame p95 ms': capped.p95,
    'empty p95 ms': measured.empty.p95,
    'uncapped ms': measured.uncapped[zoom]?.median ?? null,
    'uncapped p95 ms': measured.uncapped[zoom]?.p95 ?? null,
    'edit ms': median(measured.repainted),
    'rescored ms': median(measured.rescored),
  }))

/** Brings the plan and its roster in, and waits until they are checked. */
async function plannedBoard(server: string, people: number, weeks: number): Promise<string> {
  const { files, roster } = bigPlan(people, weeks)
  const { units } = await ask<{ units: { id: string }[] }>(`${server}/api/units`)
  const plan = await ask<Plan>(`${server}/api/plans`, {
    unitId: units[0]?.id,
    files: Array.from(files, ([path, content]) => ({ path, content })),
  })
  const body = { week: BIG_PLAN_WEEK, weeks, fileName: 'roster.csv', text: roster, replications: 2 }
  let run = await ask<Run>(`${server}/api/plans/${plan.id}/rosters`, body)
  const until = Date.now() + READY_MS
  while (run.state === 'queued' || run.state === 'running') {
    if (Date.now() > until)
      throw new Error(`The roster of ${people} people was not checked within ${READY_MS / 1000} s.`)
    await new Promise((resolve) => setTimeout(resolve, 500))
    run = await ask<Run>(`${server}/api/runs/${run.id}`)
  }
  if (run.state !== 'succeeded') throw new Error(`The roster was not accepted: ${JSON.stringify(run.error)}`)
  return `${server}/?view=roster&plan=${plan.id}&run=${run.id}`
}

async function ask<Reply>(address: string, body?: unknown): Promise<Reply> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(address, body === undefined ? {} : post)
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Reply
}

async function measureBoard(input: Input): Promise<Measured> {
  const capped = await inBrowser(true, async (browser) => {
    const empty = await emptyFrames(browser, input.frames)
    const page = await openBoard(browser, input.address)
    const usable = await usableAfterData(page)
    const rows = Number(await page.getByRole('grid').getAttribute('aria-rowcount'))
    return { empty, usable, rows, frames: await scrollZooms(page, input), ...(await editTimes(page, input)) }
  })
  const uncapped = await inBrowser(false, async (browser) =>
    scrollZooms(await openBoard(browser, input.address), input),
  )
  const { frames, ...rest } = capped
  return { ...rest, capped: frames, uncapped }
}

async function inBrowser<Found>(isCapped: boolean, work: (browser: Browser) => Promise<Found>): Promise<Found> {
  const browser = await launchTimed(isCapped)
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

async function openBoard(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' })
  await page.goto(address)
  await page.getByRole('grid').waitFor()
  // The score comes after the board; what it works out must not fall into the frames that are timed.
  await page.waitForLoadState('networkidle')
  return page
}

/** The board is drawn from its roster; the score comes afterwards and is not waited for. */
const usableAfterData = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [usable] = performance.getEntriesByName('board usable')
    const [data] = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\/runs\/[^/]+\/(board|draft)$/.test(name))
      .map((entry) => (entry as PerformanceResourceTiming).responseEnd)
      .sort((a, b) => b - a)
    return (usable?.startTime ?? Number.NaN) - (data ?? Number.NaN)
  })

async function scrollZooms(page: Page, { address, frames }: Input): Promise<Record<string, FrameTimes>> {
  const found: Record<string, FrameTimes> = {}
  for (const zoom of ZOOMS) {
    await page.goto(`${address}&zoom=${zoom}`)
    await page.getByRole('grid').waitFor()
    await page.waitForLoadState('networkidle')
    found[zoom] = await scrollFrames(page, '.board-scroller', { x: 0, y: STEP.y }, frames)
    if (zoom === 'hours')
      found['hours, sideways'] = await scrollFrames(page, '.board-scroller', { x: STEP.x, y: 0 }, frames)
  }
  return found
}

/** Takes shifts away by the keyboard, one after the other, each waited for until its score has come. */
async function editTimes(page: Page, { address, edits }: Input): Promise<Pick<Measured, 'repainted' | 'rescored'>> {
  await page.goto(`${address}&zoom=week`)
  await page.getByRole('gridcell', { name: WORKING }).first().focus()
  await page.waitForLoadState('networkidle')
  for (let edit = 1; edit <= edits; edit++) {
    await goToShift(page)
    await page.keyboard.press('Delete')
    await page.waitForFunction((count) => performance.getEntriesByName('board rescored').length >= count, edit)
  }
  return page.evaluate(() => ({
    repainted: performance.getEntriesByName('board edit').map(({ duration }) => duration),
    rescored: performance.getEntriesByName('board rescored').map(({ duration }) => duration),
  }))
}

/** The keyboard on the next person below who works that day. */
async function goToShift(page: Page): Promise<void> {
  const label = () => page.evaluate(() => document.activeElement?.ariaLabel ?? '')
  do await page.keyboard.press('ArrowDown')
  while (!WORKING.test(await label()))
}
