import { globSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../server/contracts/plan.ts'
import type { Run } from '../../server/contracts/run.ts'
import { SAMPLE_NAME } from '../../web/features/tour/sample-plan.ts'
import { VIEWS } from '../../web/lib/route.ts'
import { launchBrowser } from '../browser.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { accessibilityFindings, openPage } from './page-watch.ts'
import { serverApi } from './server-api.ts'
import { startTestedTideline } from './tested-tideline.ts'
import type { TidelineServer } from './tideline-server.ts'

const OUTPUT = join(import.meta.dirname, '../output')
const FEATURES = join(import.meta.dirname, '../../web/features')
const SIZE = { width: 1280, height: 860 }
/** Words do not depend on the theme, nor colours on the language: both are looked through, but not each with each. */
const READERS = [
  { lang: 'en', locale: 'en-GB', words: /[a-z]/, colorScheme: 'dark', rules: ['color-contrast'] },
  { lang: 'zh', locale: 'zh-CN', words: /\p{Script=Han}/u, colorScheme: 'light', rules: undefined },
] as const

/** A place of the page: its name, as the pictures have it, and what of it is in the address. */
interface Place {
  readonly name: string
  readonly search: string
}

const LISTS = { WAYS: 'as', SECTIONS: 'section', BOARD_ZOOMS: 'zoom' } as const

/** Further places of a view, as the sources of its feature list them: `const WAYS = [...]`, `const SECTIONS = [...]` ... */
function waysOf(view: string): Place[] {
  const [file] = globSync(`*/${view}-view.tsx`, { cwd: FEATURES })
  if (file === undefined) return []
  const sources = globSync(`${dirname(file)}/**/*.{ts,tsx}`, { cwd: FEATURES })
  return sources.flatMap((source) => {
    const text = readFileSync(join(FEATURES, source), 'utf8')
    return [...text.matchAll(/const (WAYS|SECTIONS|BOARD_ZOOMS) = \[([^\]]*)\]/g)].flatMap(([, list, items = '']) => {
      const key = LISTS[list as keyof typeof LISTS]
      // The first is what the view shows unasked.
      const ways = [...items.matchAll(/'(\w+)'/g)].slice(1)
      return ways.map(([, way = '']) => ({ name: `${view}-${way}`, search: `view=${view}&${key}=${way}` }))
    })
  })
}

const PLACES: readonly Place[] = VIEWS.flatMap((view) => [{ name: view, search: `view=${view}` }, ...waysOf(view)])

let server: TidelineServer
const { post, ended, publish } = serverApi(() => server)
let browser: Browser
let run: Run

beforeAll(async () => {
  await mkdir(OUTPUT, { recursive: true })
  ;[server, browser] = await Promise.all([startTestedTideline(), launchBrowser()])
  const { units } = await (await fetch(`${server.address}/api/units`)).json()
  const files = Array.from(smallPlan(), ([path, content]) => ({
    path,
    // Under the sample's name, so that the tour is at home in it.
    content: path === 'plan.yaml' ? content.replace('en: Small team', `en: "${SAMPLE_NAME}"`) : content,
  }))
  const plan = await post<Plan>('/plans', { unitId: units[0].id, files })
  await post(`/plans/${plan.id}/forecasts`, {})
  run = await ended(await post<Run>(`/plans/${plan.id}/runs`, { replications: 5, timeLimitSeconds: 20 }))
  await publish(run)
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
}, 30_000)

/** As the links of the page do, which does not begin anew. */
const step = (page: Page, address: string): Promise<void> =>
  page.evaluate((to) => {
    window.history.pushState(null, '', to)
    window.dispatchEvent(new PopStateEvent('popstate'))
  }, address)

/** Opens a place and waits until nothing of it is on its way. */
async function open(page: Page, { search }: Place, how: 'address' | 'step' = 'address'): Promise<void> {
  const address = `/?${search}&day=2026-11-10&person=an`
  if (how === 'address') await page.goto(address)
  else await step(page, address)
  await page.locator('main h1').first().waitFor()
  // What has come may ask for more.
  for (let look = 0; look < 2; look++) {
    await page.waitForFunction(() => !document.querySelector('main .loading'))
    await page.waitForTimeout(40)
  }
}

/** How far one thing lies right of and below another, whole pixels. */
async function between(page: Page, ...selectors: readonly [string, string]): Promise<number[]> {
  const [one, other] = await Promise.all(
    selectors.map(async (selector) => (await page.locator(selector).boundingBox())!),
  )
  return [Math.round(one!.x - other!.x), Math.round(one!.y - other!.y)]
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test('the list of places has every view, and the ways and sections that their sources name', () => {
  expect(PLACES.filter(({ name }) => VIEWS.some((view) => view === name))).toHaveLength(VIEWS.length)
  expect(PLACES.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'coverage-misfit',
      'forecast-accuracy',
      'scenarios-sweep',
      'settings-people',
      'roster-hours',
      'history-revisions',
      'history-audit',
    ]),
  )
})

test.each(READERS)(
  'every place in $lang, $colorScheme',
  async ({ lang, locale, words, colorScheme, rules }) => {
    const { page, context, complaints } = await openPage(browser, server.address, { locale, colorScheme })
    await page.setViewportSize(SIZE)
    const problems: unknown[] = []
    const heads = new Map<string, string>()
    for (const [number, place] of PLACES.entries()) {
      complaints.length = 0
      // Every place is an address of its own, and also one among others.
      await open(page, place, lang === 'en' || number === 0 ? 'address' : 'step')
      const head = await page.locator('main h1').first().innerText()
      heads.set(place.name, head)
      if (!words.test(head)) problems.push([place.name, 'not in the language', head])
      await page.screenshot({ path: join(OUTPUT, `view-${place.name}-${lang}-${colorScheme}.png`) })
      const findings = await accessibilityFindings(page, rules && [...rules])
      for (const finding of findings) problems.push([place.name, colorScheme, finding])
      if ((await overflow(page)) > 0) problems.push([place.name, 'scrolls sideways by', await overflow(page)])
      for (const complaint of complaints) problems.push([place.name, complaint])
    }
    expect(problems).toEqual([])
    // A view that nobody has put on the page would show another's answer.
    const shown = VIEWS.filter((view) => view !== 'targets').map((view) => heads.get(view))
    expect(shown.filter((head, index) => shown.indexOf(head) !== index)).toEqual([])
    await context.close()
  },
  480_000,
)

test.each([
  { name: 'phone', width: 390, height: 800, views: ['mine', 'intraday', 'overview'] },
  { name: '4k', width: 3840, height: 2160, views: VIEWS },
] as const)(
  'on a $name nothing scrolls sideways',
  async ({ name, width, height, views }) => {
    const { page, context, complaints } = await openPage(browser, server.address, {
      ...{ locale: 'zh-CN', colorScheme: 'light' },
    })
    await page.setViewportSize({ width, height })
    const problems: unknown[] = []
    for (const [number, view] of views.entries()) {
      await open(page, { name: view, search: `view=${view}` }, number === 0 ? 'address' : 'step')
      if ((await overflow(page)) > 0) problems.push([view, 'scrolls sideways by', await overflow(page)])
      // A picture of eight million points takes longer than the page itself.
      if (name === 'phone') await page.screenshot({ path: join(OUTPUT, `view-${view}-${name}.png`) })
    }
    problems.push(...complaints)
    if (name === 'phone') problems.push(...(await accessibilityFindings(page)))
    expect(problems).toEqual([])
    await context.close()
  },
  120_000,
)

test('the tour begins on the first visit alone, goes by keys, ends by Escape and is started again', async () => {
  const { page, context, complaints } = await openPage(browser, server.address, {
    ...{ locale: 'en-GB', colorScheme: 'light', isFirstVisit: true },
  })
  await page.goto('/')
  const card = page.getByRole('dialog', { name: 'Pick a week' })
  await card.waitFor()
  expect(await accessibilityFindings(page)).toEqual([])
  // The focus is on the way on.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Next')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'See what will come' }).waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe('forecast')
  // The tabs move while the view arrives, and the ring comes after them.
  await expect.poll(() => between(page, '.tour-ring', '.tabs a[href*="view=forecast"]')).toEqual([0, 0])
  await page.getByRole('button', { name: 'Back' }).click()
  await card.waitFor()
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('main h1').waitFor()
  expect(await page.locator('.tour-card').count()).toBe(0)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.getByRole('button', { name: 'Show me around' }).click()
  for (let step = 0; step < 6; step++) await page.getByRole('button', { name: 'Next' }).click()
  const last = page.getByRole('dialog', { name: 'Follow the day' })
  const box = (await last.boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(390)
  await page.screenshot({ path: join(OUTPUT, 'tour-phone.png') })
  await last.getByRole('button', { name: 'Done' }).click()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-tour'))).toBe('start')
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)
