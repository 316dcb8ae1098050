/**
 * `npm run demo:day`: the evening of 双11 in the sample plan, played through in some minutes. Its week is planned and
 * published, the clock of the demonstration is set to the afternoon, and what the recorded day brought is sent in as its
 * time comes, until the day is over and its report is whole. Nothing of it is kept.
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { DateTime } from 'luxon'
import { numberBetween } from './commands/option-values.ts'
import { sayOnStderr } from './commands/progress-lines.ts'
import { readRecordedDay } from './commands/recorded-day.ts'
import { sendRecordedDay } from './commands/replay.ts'
import { configFrom, REPOSITORY } from './config.ts'
import type { Plan } from './contracts/plan.ts'
import type { Run } from './contracts/run.ts'
import { DemoClock } from './demo-clock.ts'
import { readPlanFolder } from './imports/plan-folder.ts'
import { openLog } from './log.ts'
import { startServer } from './main.ts'

const SAMPLE = path.join(REPOSITORY, 'scenarios', 'beauty-50')
const RECORDED = 'double-11.csv'
const DAY = '2026-11-11'
const WEEK = '2026-11-09'
/** The evening's streams are ahead. */
const BEGINS_AT = `${DAY}T15:00`
const FASTEST = 3600
const ASK_EVERY_MS = 1000

const { speed, solveSeconds } = new Command('demo:day')
  .description('play the evening of a sale through, on the sample plan')
  .option('--speed <times>', 'so many times as fast as the time of the world', numberBetween(1, FASTEST), 60)
  .option('--solve-seconds <n>', 'time to plan the week in', numberBetween(1, 600), 60)
  .parse()
  .opts<{ speed: number; solveSeconds: number }>()

async function ask<Reply>(url: string, body?: object): Promise<Reply> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, body ? post : {})
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Reply
}

async function ended(address: string, run: Run): Promise<Run> {
  for (let now = run; ; now = await ask<Run>(`${address}/api/runs/${run.id}`)) {
    if (now.state === 'succeeded') return now
    if (now.state !== 'queued' && now.state !== 'running') throw new Error(`The run ended as ${now.state}.`)
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
}

/** The sample plan, its week planned and published. */
async function publishedPlan(address: string): Promise<Plan> {
  const { units } = await ask<{ units: { id: string }[] }>(`${address}/api/units`)
  const files = Array.from(await readPlanFolder(SAMPLE), ([file, content]) => ({ path: file, content }))
  const plan = await ask<Plan>(`${address}/api/plans`, { unitId: units[0]!.id, files })
  const asked = await ask<Run>(`${address}/api/plans/${plan.id}/runs`, { week: WEEK, timeLimitSeconds: solveSeconds })
  const run = await ended(address, asked)
  const blockers = run.report?.gate?.blockers.map(({ id }) => id) ?? []
  const override = blockers.length > 0 ? { override: { blockers, reason: 'A demonstration' } } : {}
  await ask(`${address}/api/runs/${run.id}/publication`, override)
  return plan
}

/** Each press of Enter stops the clock, or lets it go on. */
function obeyEnter(clock: DemoClock): void {
  if (!process.stdin.isTTY) return
  console.log('Enter stops the clock and lets it go on.')
  process.stdin.on('data', () => {
    clock.run(clock.isRunning ? 0 : speed)
    sayOnStderr(clock.isRunning ? 'The clock goes on.' : 'The clock stands.')
  })
}

const folder = await mkdtemp(path.join(tmpdir(), 'tideline-day-'))
// Started by root, the database runs as another user, who must be able to enter.
await chmod(folder, 0o755)
const config = configFrom({ ...process.env, TIDELINE_DATA: path.join(folder, 'data'), TIDELINE_SIGN_IN: 'off' })
const zone = 'Asia/Shanghai'
const clock = new DemoClock(DateTime.fromISO(BEGINS_AT, { zone }).toMillis())
const server = await startServer(config, openLog(config.logLevel, process.stderr.isTTY), { now: clock.now })
const end = async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
  process.exit()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())

const { address } = server
console.log('Planning the week of the sale; it takes as long as it may, and half a minute more.')
const { id: planId } = await publishedPlan(address)
const text = await readFile(path.join(SAMPLE, 'recorded', RECORDED), 'utf8')
const batches = readRecordedDay({ file: RECORDED, text, planId, zone })
console.log(`It is ${BEGINS_AT} and ${speed} times as fast (Ctrl+C ends it): ${address}/?view=intraday&plan=${planId}`)
obeyEnter(clock)
clock.run(speed)
const untilTurn = ({ reportedMs }: { reportedMs: number }) => clock.until(reportedMs)
await sendRecordedDay({ url: address, planId, token: '' }, batches, {
  untilTurn,
  now: clock.now,
  onWait: sayOnStderr,
  zone,
})
clock.run(0)
console.log(`The day is over. Its report: ${address}/?view=dayReport&plan=${planId}&day=${DAY}`)
