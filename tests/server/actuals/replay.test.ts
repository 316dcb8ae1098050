import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { DateTime } from 'luxon'
import { expect, onTestFinished, test } from 'vitest'
import { recordedDouble11Csv } from '../../../scenarios/generate/beauty-50-double-11.ts'
import { readRecordedDay } from '../../../server/commands/recorded-day.ts'
import type { DayActuals } from '../../../server/contracts/actuals.ts'
import { buildTestApp, importSmallPlan, type TestApp } from '../api/build-test-app.ts'

const cli = path.join(import.meta.dirname, '../../../server/cli.ts')
const ZONE = 'Asia/Shanghai'
/** By the real clock, which the command sends by. */
const YESTERDAY = DateTime.now().setZone(ZONE).minus({ days: 1 }).toISODate()!
const HOURS = Array.from({ length: 10 }, (_, hour) => hour + 9)
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Ten hours, and a correction of the first one late in the day. */
const RECORDED = [
  'reported,queue,start,volume,revision',
  ...HOURS.map((hour) => `,chat,2025-05-06T${clock(hour)},${hour},0`),
  '2025-05-06T17:30,chat,2025-05-06T09:00,99,1',
].join('\n')
const EXPECTED = HOURS.map((hour) => (hour === 9 ? 99 : hour))

interface Replay {
  readonly code: number | null
  readonly totals: Record<string, number> | undefined
  readonly stderr: string
}

function beginReplay(planId: string, url: string, ...more: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'replay-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'day.csv'), RECORDED)
  const options = ['--day', path.join(folder, 'day.csv'), '--to', url, '--plan', planId]
  const child = spawn(process.execPath, [cli, 'replay', ...options, '--shift-to', YESTERDAY, ...more])
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const outcome = Promise.all([ended, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]): Replay => ({ code, stderr, totals: stdout === '' ? undefined : JSON.parse(stdout) }),
  )
  return { child, outcome }
}

async function served(): Promise<TestApp & { planId: string; url: string }> {
  const tested = await buildTestApp({ slots: 0 })
  const { id: planId } = await importSmallPlan(tested)
  return { ...tested, planId, url: await tested.app.listen({ host: '127.0.0.1', port: 0 }) }
}

async function offered({ get }: TestApp, planId: string): Promise<(number | null)[]> {
  const day: DayActuals = (await get(`/api/plans/${planId}/actuals?day=${YESTERDAY}`)).json()
  return day.queues[0]!.offered.slice(9, 19)
}

test('a replay that is killed and begun again loses and doubles nothing', { timeout: 300_000 }, async () => {
  const app = await served()
  const counted = async () => (await sql`select 1 from actuals_batch`.execute(app.db)).rows.length
  const { child, outcome } = beginReplay(app.planId, app.url, '--speed', '3000')
  while ((await counted()) < 3) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  await outcome
  const before = await counted()
  expect(before).toBeLessThan(11)
  const { code, totals, stderr } = await beginReplay(app.planId, app.url, '--speed', '1000000').outcome
  expect(code, stderr).toBe(0)
  // The counts of a batch that was there already are told as they were then.
  expect(totals).toEqual({
    ...{ batches: 11, known: expect.any(Number), stored: 10, restated: 1 },
    ...{ unchanged: 0, older: 0, refused: 0 },
  })
  expect(totals?.known).toBeGreaterThanOrEqual(3)
  expect(await counted()).toBe(11)
  expect(await offered(app, app.planId)).toEqual(EXPECTED)
})

test('what fails is tried again, and an answer that is lost counts once', { timeout: 300_000 }, async () => {
  const app = await served()
  let calls = 0
  const flaky = createServer(async (request, response) => {
    const body = await text(request)
    calls++
    // The first asks for the plan's zone.
    if (calls <= 2) return response.writeHead(503).end()
    const { statusCode, payload } = await app.app.inject({
      ...{ method: request.method as 'POST', url: request.url!, ...(body === '' ? {} : { body }) },
      headers: { 'content-type': 'application/json' },
    })
    if (calls === 4) return request.socket.destroy()
    return response.writeHead(statusCode, { 'content-type': 'application/json' }).end(payload)
  })
  await new Promise<void>((resolve) => flaky.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void flaky.close())
  const url = `http://127.0.0.1:${(flaky.address() as AddressInfo).port}`
  const { code, totals, stderr } = await beginReplay(app.planId, url, '--speed', '1000000').outcome
  expect(code, stderr).toBe(0)
  expect(stderr.match(/Trying again: /g)).toHaveLength(3)
  expect([totals, calls]).toEqual([
    { batches: 11, known: 1, stored: 10, restated: 1, unchanged: 0, older: 0, refused: 0 },
    15,
  ])
  expect(await offered(app, app.planId)).toEqual(EXPECTED)
})

test('a server that refuses ends it with what it says', { timeout: 300_000 }, async () => {
  const app = await served()
  const nothing = crypto.randomUUID()
  const { code, stderr } = await beginReplay(nothing, app.url).outcome
  expect([code, stderr]).toEqual([
    1,
    `${app.url}/api/plans/${nothing} answered 404: There is no plan "${nothing}". It may have been mistyped.\n`,
  ])
})

const read = (csv: string, shiftTo?: string) =>
  readRecordedDay({ file: 'day.csv', text: csv, zone: ZONE, planId: 'p', shiftTo })

test('the recorded Double 11 has a silence and a correction, and moves to another day whole', () => {
  const batches = read(recordedDouble11Csv(), '2026-12-02')
  const starts = batches.flatMap(({ intervals }) => intervals.map(({ start }) => start))
  expect(starts.length).toBe(284)
  expect(starts.every((start) => /^2026-12-02T(0[89]|1\d|2[0-3]):(00|15|30|45)$/.test(start))).toBe(true)
  const of = (time: string) => batches.find(({ reportedMs }) => reportedMs === Date.parse(`2026-12-02T${time}+08:00`))
  expect(of('22:35')?.intervals.map(({ queueId, revision }) => [queueId, revision])).toEqual(
    Array.from({ length: 4 }, () => ['presales-chat', 1]),
  )
  expect(of('20:05')?.intervals.map(({ queueId }) => queueId)).toEqual(
    Array.from({ length: 6 }, () => 'aftersales-chat'),
  )
  expect(batches.map(({ reportedMs }) => reportedMs)).toEqual(
    batches.map(({ reportedMs }) => reportedMs).toSorted((a, b) => a - b),
  )
})

test('batches have ids of their own, the same at each reading and others for another day', () => {
  const ids = (shiftTo?: string) => read(RECORDED, shiftTo).map(({ batchId }) => batchId)
  expect(ids()).toEqual(ids())
  expect(new Set([...ids(), ...ids('2026-12-02')]).size).toBe(22)
})

test('a file that cannot be read is refused with every row that is wrong', () => {
  const csv = 'reported,queue,start,volume\nsoon,chat,2025-05-06T09:00,x\n,chat,noon,1\n'
  expect(() => read(csv)).toThrow(/volume.*is not a number[\s\S]*reported.*is not a time[\s\S]*start.*is not a time/)
})
