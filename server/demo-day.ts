/**
 * `npm run demo:day`: a sale as it happens. A copy of the sample plan in which today is 双11 and the afternoon has come,
 * its week planned and published, and what the recorded day brought sent in as its time comes. Nothing of it is kept.
 */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DateTime } from 'luxon'
import { replayCommand } from './commands/replay.ts'
import { configFrom, REPOSITORY } from './config.ts'
import type { Plan } from './contracts/plan.ts'
import type { Run } from './contracts/run.ts'
import { readPlanFolder } from './imports/plan-folder.ts'
import { openLog } from './log.ts'
import { startServer } from './main.ts'

const SAMPLE = path.join(REPOSITORY, 'scenarios', 'beauty-50')
const RECORDED = path.join(SAMPLE, 'recorded', 'double-11.csv')
const SALE_DAY = DateTime.fromISO('2026-11-11', { zone: 'utc' })
const FIRST_DAY = DateTime.fromISO('2026-11-09', { zone: 'utc' })
/** Hour of the sale's day that it is when the demonstration starts: the evening's streams are ahead. */
const HOUR = 15
const ASK_EVERY_MS = 1000

/** The zone in which it is that hour now, and how many days the sale's day lies before today there. */
function placeInTime(now: DateTime) {
  const hours = ((HOUR - now.toUTC().hour + 36) % 24) - 12
  // Their names have the sign the other way round.
  const zone = hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
  const today = now.setZone(zone).startOf('day').setZone('utc', { keepLocalTime: true })
  return { zone, days: Math.round(today.diff(SALE_DAY, 'days').days) }
}

const moved = (text: string, days: number): string =>
  text.replace(/\b\d{4}-\d{2}-\d{2}(?=\b|T)/g, (date) => {
    const day = DateTime.fromISO(date, { zone: 'utc' })
    return day.isValid ? day.plus({ days }).toISODate() : date
  })

/** The sample's files with all dates moved; without the roster of the week before, whose times have the sample's offset. */
async function movedPlan(days: number, zone: string): Promise<{ path: string; content: string }[]> {
  const firstWeekday = FIRST_DAY.plus({ days }).weekday
  return [...(await readPlanFolder(SAMPLE))].flatMap(([file, content]) => {
    if (file === 'previous-roster.csv') return []
    const text = moved(content, days)
    if (file !== 'plan.yaml') return [{ path: file, content: text }]
    const settings = text
      .replace(/^zone: .*$/m, `zone: ${zone}`)
      .replace(/^weekStartsOn: .*$/m, `weekStartsOn: ${firstWeekday}`)
    return [{ path: file, content: settings }]
  })
}

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

const folder = await mkdtemp(path.join(tmpdir(), 'tideline-day-'))
// Started by root, the database runs as another user, who must be able to enter.
await chmod(folder, 0o755)
const config = configFrom({ ...process.env, TIDELINE_DATA: path.join(folder, 'data'), TIDELINE_SIGN_IN: 'off' })
const log = openLog(config.logLevel, process.stderr.isTTY)
const server = await startServer(config, log, false)
const { address } = server
const end = async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
  process.exit()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end())

const { zone, days } = placeInTime(DateTime.now())
const { units } = await ask<{ units: { id: string }[] }>(`${address}/api/units`)
const plan = await ask<Plan>(`${address}/api/plans`, { unitId: units[0]!.id, files: await movedPlan(days, zone) })
console.log('Planning the week of the sale; this takes about a minute.')
const week = FIRST_DAY.plus({ days }).toISODate()
const run = await ended(address, await ask<Run>(`${address}/api/plans/${plan.id}/runs`, { week, timeLimitSeconds: 60 }))
const blockers = run.report?.gate?.blockers.map(({ id }) => id) ?? []
const override = blockers.length > 0 ? { override: { blockers, reason: 'A demonstration' } } : {}
await ask(`${address}/api/runs/${run.id}/publication`, override)
const recorded = path.join(folder, 'double-11.csv')
await writeFile(recorded, moved(await readFile(RECORDED, 'utf8'), days))
console.log(`The day of the sale, as it happens (Ctrl+C ends it): ${address}/?view=intraday&plan=${plan.id}`)
await replayCommand().parseAsync(['--day', recorded, '--to', address, '--plan', plan.id, '--speed', '1000000'], {
  from: 'user',
})
