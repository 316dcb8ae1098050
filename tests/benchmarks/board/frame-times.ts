import { type Browser, chromium, type Page } from 'playwright-core'
import { browserPath } from '../../browser.ts'
import { median } from '../bench-spec.ts'

/** Frames of a stretch of scrolling, milliseconds from one animation frame to the next. */
export interface FrameTimes {
  readonly median: number
  readonly p95: number
}

/** Frames at the start that warm caches up and are not counted. */
const WARM_UP = 20

/**
 * A browser for timing.
 * @param isCapped whether frames come as a display of 60 Hz takes them; else one follows another, so that their cost shows
 */
export function launchTimed(isCapped: boolean): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const uncapped = isCapped ? [] : ['--disable-frame-rate-limit', '--disable-gpu-vsync']
  return chromium.launch({ executablePath: browserPath(), args: [...sandbox, '--disable-gpu', ...uncapped] })
}

/** Scrolls an element in steps, one a frame, turning round at the ends, and counts so many frames. */
export async function scrollFrames(
  page: Page,
  selector: string,
  step: { readonly x: number; readonly y: number },
  frames: number,
): Promise<FrameTimes> {
  const times = await page.locator(selector).evaluate(
    (element, { frames, x, y }) =>
      new Promise<number[]>((resolve) => {
        const found: number[] = []
        let [last, across, down] = [0, x, y]
        const frame = (now: number) => {
          if (last > 0) found.push(now - last)
          last = now
          if (found.length === frames) {
            resolve(found)
            return
          }
          const { scrollLeft, scrollTop } = element
          element.scrollBy(across, down)
          if (across !== 0 && element.scrollLeft === scrollLeft) across = -across
          if (down !== 0 && element.scrollTop === scrollTop) down = -down
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    { frames: frames + WARM_UP, ...step },
  )
  return frameTimes(times.slice(WARM_UP))
}

export function frameTimes(times: readonly number[]): FrameTimes {
  const ordered = times.toSorted((a, b) => a - b)
  return { median: median(ordered), p95: ordered[Math.ceil(ordered.length * 0.95) - 1] ?? Number.NaN }
}

/** What the machine makes of a page with nothing on it but a scrolled box: what a board is judged against. */
export async function emptyFrames(browser: Browser, frames: number): Promise<FrameTimes> {
  const page = await browser.newPage()
  await page.setContent('<div id="box" style="height:90vh;overflow:auto"><div style="height:150000px"></div></div>')
  const times = await scrollFrames(page, '#box', { x: 0, y: 90 }, frames)
  await page.close()
  return times
}
