import type { Page } from 'playwright-core'
import { benchmark } from '../bench-spec.ts'
import { generatedBasis } from '../estimate/generated-basis.ts'
import { type PlannedPage, plannedPage } from './planned-page.ts'

interface Input {
  readonly size: string
  readonly server: PlannedPage
  readonly page: Page
}

interface Moved {
  /** From the slider's event to the frame with the new figures. */
  readonly milliseconds: number
  /** Of them, those that the worker computed for. */
  readonly workerMilliseconds: number
  readonly before: string
  readonly after: string
}

/** People, queues, templates of the estimate's basis, whatever the team that was planned. */
const TEAMS = new Map<string, [number, number, number]>([
  ['team-6', [6, 1, 5]],
  ['team-500', [500, 6, 40]],
])
const SLIDERS = ['Volume', 'Handling time', 'Bot takes', 'Unplanned absence', 'people'] as const

async function estimatePage(size: string): Promise<Input> {
  const server = await plannedPage('small-plan')
  const context = await server.browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 1000 } })
  const page = await context.newPage()
  // The page is the small plan's; what it estimates is a team of the wanted size.
  const basis = JSON.stringify(generatedBasis(...TEAMS.get(size)!)).replaceAll('"service"', '"care"')
  await page.route('**/estimate-basis', (route) => route.fulfill({ contentType: 'application/json', body: basis }))
  await page.goto(`${server.address}/?plan=${server.planId}&run=${server.runId}&view=scenarios&as=estimate`)
  await page.locator('[data-part=estimate] [data-figure=total]').waitFor()
  return { size, server, page }
}

/** Moves a slider by a step and waits, in the page, for the frame that shows what the estimate has become. */
const move = (page: Page, place: number): Promise<Moved> =>
  page.evaluate(
    (at) =>
      new Promise<Moved>((resolve) => {
        const slider = document.querySelectorAll<HTMLInputElement>('.sliders input[type=range]')[at]!
        const panel = document.querySelector<HTMLElement>('[data-part=estimate]')!
        const total = () => panel.querySelector<HTMLElement>('[data-figure=total]')!.dataset.value ?? ''
        const before = total()
        const startedAt = performance.now()
        const wanted = slider.valueAsNumber + (slider.valueAsNumber + 1 > Number(slider.max) ? -1 : 1)
        // React listens to what the browser would set.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(slider, String(wanted))
        slider.dispatchEvent(new Event('input', { bubbles: true }))
        const look = () => {
          if (panel.dataset.behind === 'true') return requestAnimationFrame(look)
          // The frame after this one is on the screen.
          return requestAnimationFrame(() =>
            resolve({
              milliseconds: performance.now() - startedAt,
              workerMilliseconds: Number(panel.dataset.milliseconds),
              ...{ before, after: total() },
            }),
          )
        }
        requestAnimationFrame(look)
      }),
    place,
  )

/** From the event of a slider in the built page to its new figures on the screen. */
export const sliderPage = benchmark<Input, Moved>({
  name: 'slider-page',
  what: 'a what-if slider of the built page in a browser, from its event to the new figures painted',
  sizes: ['team-6', 'team-500'],
  repeats: () => 7,
  build: ({ size }) => estimatePage(size),
  phases: SLIDERS.map((name, place) => ({
    name,
    // The sale's multiple stands between absence and people.
    run: ({ page }) => move(page, place === 4 ? 5 : place),
    validate: ({ before, after }) => {
      if (!(Number(after) > 0)) throw new Error(`Slider ${name} led to a total of "${after}", from "${before}".`)
    },
    rows: ({ milliseconds, workerMilliseconds }, { size }) => [
      { size, slider: name, 'painted ms': milliseconds, 'worker ms': workerMilliseconds },
    ],
  })),
  dispose: ({ server }) => server.close(),
})
