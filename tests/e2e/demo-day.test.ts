import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dayReportSchema } from '../../server/contracts/day-report.ts'
import type { DayWatch } from '../../server/contracts/day-watch.ts'
import { launchBrowser } from '../browser.ts'
import { openPage } from './page-watch.ts'

const DEMO = path.join(import.meta.dirname, '../../server/demo-day.ts')

/** The demonstration, in a process of its own, with what it says. */
function startDemo(...args: readonly string[]) {
  const child = spawn(process.execPath, [DEMO, ...args], { env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn' } })
  let output = ''
  let look = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
      look()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const said = (words: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      look = () => {
        const found = words.exec(output)
        if (found) resolve(found)
      }
      look()
      ended.then((code) => reject(new Error(`It ended with ${code}:\n${output}`)))
    })
  return { child, ended, said }
}

test('the evening of the sale is played through to its report, by the clock of the demonstration', async () => {
  const { child, ended, said } = startDemo('--speed', '3600', '--solve-seconds', '5')
  const [, address, planId] = await said(/(http:\S+?)\/\?view=intraday&plan=(\S+)/)
  const reply = await fetch(`${address}/api/plans/${planId}/actuals`)
  const shown = Date.parse(reply.headers.get('date')!)
  expect(shown).toBeGreaterThanOrEqual(Date.parse('2026-11-11T15:00:00+08:00'))
  expect(shown).toBeLessThan(Date.parse('2026-11-12T00:02:00+08:00'))
  const { serverTime } = (await reply.json()) as { serverTime: string }
  expect(Math.abs(Date.parse(serverTime) - shown)).toBeLessThan(3_600_000)

  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const { page } = await openPage(browser, address!, { locale: 'en-GB', colorScheme: 'light' })
  await page.goto(`/?view=intraday&plan=${planId}`)
  // The day that it is by the server's clock, or the one after, where the demonstration was faster than the page.
  expect(await page.locator('.day-steps input[type=date]').inputValue()).toMatch(/^2026-11-1[12]$/)

  await said(/The day is over\. Its report: \S+day=2026-11-11/)
  const report = dayReportSchema.parse(
    await (await fetch(`${address}/api/plans/${planId}/day-report?day=2026-11-11`)).json(),
  )
  expect(report).toMatchObject({ day: '2026-11-11', asOf: expect.stringMatching(/^2026-11-12T00:00/) })
  // The day is over for the report, whatever the true date is; a feed fell silent, and nobody's states are recorded.
  expect(report.missing).toEqual(['partActuals', 'noStates'])
  // By the same clock the day is watched, which is when warnings are raised.
  const watch = async () => (await fetch(`${address}/api/plans/${planId}/day-watch`)).json() as Promise<DayWatch>
  await expect.poll(async () => (await watch()).content?.day, { timeout: 150_000 }).toMatch(/^2026-11-1[12]$/)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}, 400_000)
