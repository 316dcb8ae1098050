import { gzipSync } from 'node:zlib'
import { benchmark } from '../bench-spec.ts'
import { type PlannedPage, plannedPage } from './planned-page.ts'

interface Input {
  readonly size: string
  readonly page: PlannedPage
}

interface FirstPaint {
  /** From the start of the navigation to the frame that shows the answer. */
  readonly milliseconds: number
  readonly answer: string
  /** Scripts asked for until then, each by itself in gzip. */
  readonly scriptBytes: number
  readonly scripts: number
  /** What came over the wire until then: scripts, styles and data as the server sent them. */
  readonly wireBytes: number
}

declare global {
  interface Window {
    firstAnswer?: { readonly milliseconds: number; readonly answer: string }
  }
}

/** Runs in the page, before its own scripts. */
function watchForAnswer(): void {
  const look = () => {
    const answer = document.querySelector('main h1')?.textContent ?? ''
    if (answer === '' || window.firstAnswer) return requestAnimationFrame(look)
    // The frame after this one is on the screen.
    return requestAnimationFrame(() => {
      window.firstAnswer ??= { milliseconds: performance.now(), answer }
    })
  }
  requestAnimationFrame(look)
}

async function coldVisit({ address, browser, planId, runId }: PlannedPage): Promise<FirstPaint> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 860 } })
  try {
    const page = await context.newPage()
    const scripts: Promise<Buffer>[] = []
    let wireBytes = 0
    let isAnswered = false
    page.on('response', (response) => {
      if (isAnswered || !response.url().startsWith(address)) return
      if (response.headers()['content-type']?.includes('javascript')) scripts.push(response.body())
    })
    page.on('requestfinished', (request) => {
      if (isAnswered) return
      void request.sizes().then(({ responseBodySize }) => {
        wireBytes += responseBodySize
      })
    })
    await page.addInitScript(watchForAnswer)
    await page.goto(`${address}/?plan=${planId}&run=${runId}`, { waitUntil: 'commit' })
    const shown = await page.waitForFunction(() => window.firstAnswer, undefined, { timeout: 30_000 })
    isAnswered = true
    const { milliseconds, answer } = (await shown.jsonValue())!
    const bodies = await Promise.all(scripts)
    const scriptBytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    return { milliseconds, answer, scriptBytes, scripts: bodies.length, wireBytes }
  } finally {
    await context.close()
  }
}

/** A visit with nothing in the browser's cache: until the overview's answer is on the screen, and what that took. */
export const firstPaint = benchmark<Input, FirstPaint>({
  name: 'first-paint',
  what: "the built page from loopback to the overview's answer, with an empty browser cache",
  sizes: ['small-plan', 'beauty-50'],
  repeats: () => 7,
  build: async ({ size }) => ({ size, page: await plannedPage(size) }),
  phases: [
    {
      name: 'overview',
      run: ({ page }) => coldVisit(page),
      validate: ({ answer, scriptBytes }) => {
        if (!/\p{Script=Han}/u.test(answer)) throw new Error(`The first heading is no answer in Chinese: "${answer}".`)
        if (scriptBytes === 0) throw new Error('No script was seen: the bytes cannot be right.')
      },
      rows: ({ milliseconds, scriptBytes, scripts, wireBytes }, { size }) => [
        {
          ...{ size, 'answer ms': milliseconds, scripts },
          ...{ 'scripts gzip kB': scriptBytes / 1000, 'wire kB': wireBytes / 1000 },
        },
      ],
    },
  ],
  dispose: ({ page }) => page.close(),
})
