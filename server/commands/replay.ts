import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Command, InvalidArgumentError } from 'commander'
import { DateTime, IANAZone } from 'luxon'
import { localStamp } from '../../solver/domain/horizon.ts'
import { describeIssue, type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { ActualsReceipt } from '../contracts/actuals.ts'
import { numberBetween } from './option-values.ts'
import { sayOnStderr } from './progress-lines.ts'
import { type RecordedBatch, readRecordedDay } from './recorded-day.ts'
import { type ActualsTarget, planZone, sendActuals } from './send-actuals.ts'

interface ReplayOptions {
  readonly day: string
  readonly to: string
  readonly token?: string
  readonly plan: string
  readonly speed: number
  readonly shiftTo?: string
  readonly zone?: string
}

const EXIT_FAILED = 1
const FASTEST = 1_000_000

export const replayCommand = (): Command =>
  new Command('replay')
    .description('send a recorded day to a server, interval by interval, as another system would')
    .requiredOption(
      '--day <file>',
      'CSV: queue,start,volume[,handled,abandoned,aht_seconds,bot_handled,...][,reported]',
    )
    .requiredOption('--to <url>', 'address of the server', serverAddress)
    .requiredOption('--plan <id>', 'plan that the day is of')
    .option('--token <token>', 'API token with the right actuals.send; TIDELINE_TOKEN without it')
    .option('--speed <times>', 'so many times as fast as it was recorded', numberBetween(0.1, FASTEST), 60)
    .option('--shift-to <date>', 'day that the recorded one becomes; what is yet to come then waits for its time', date)
    .option('--zone <zone>', "zone of times without an offset; the plan's without it", timeZone)
    .action(replay)

/** Begun again after it was killed it sends the same batches under the same ids, so that none is lost or counted twice. */
async function replay({ day, to, token = process.env.TIDELINE_TOKEN ?? '', plan, ...options }: ReplayOptions) {
  const file = basename(day)
  const text = await readFile(day, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new PlanningInputError({ file: day, problem: `cannot be read: ${error.message}`, hint: 'Check the path.' })
  })
  const target = { url: to, token, planId: plan }
  const onWait = (reason: string) => sayOnStderr(`Trying again: ${reason}`)
  const zone = options.zone ?? (await zoneOf(target, onWait))
  const batches = readRecordedDay({ file, text, planId: plan, zone, shiftTo: options.shiftTo })
  const begun = Date.now()
  const untilTurn = (batch: RecordedBatch) => waitFor(batch, batches[0]!, begun, options.speed)
  const totals = await sendRecordedDay(target, batches, { untilTurn, now: Date.now, onWait, zone })
  console.log(JSON.stringify(totals))
  if (totals.refused > 0) process.exitCode = EXIT_FAILED
}

export interface ReplayTimes {
  /** Settled when a batch's turn has come. */
  readonly untilTurn: (batch: RecordedBatch) => Promise<void>
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly onWait: (reason: string) => void
  /** Of the times that are said. */
  readonly zone: string
}

/** Sends a day's batches one after another, each at its turn, and says on standard error what became of each. */
export async function sendRecordedDay(
  target: ActualsTarget,
  batches: readonly RecordedBatch[],
  { untilTurn, zone, ...times }: ReplayTimes,
): Promise<Totals> {
  const totals = { batches: 0, known: 0, stored: 0, restated: 0, unchanged: 0, older: 0, refused: 0 }
  for (const batch of batches) {
    await untilTurn(batch)
    const receipt = await sendActuals(target, batch, times)
    count(totals, receipt)
    sayOnStderr(`${localStamp(batch.reportedMs, zone)}  ${lineOf(receipt)}`)
    for (const issue of receipt.issues) sayOnStderr(`  refused: ${describeIssue(issue as InputIssue)}`)
  }
  return totals
}

/** A token that sends alone does not see the plan: times are then by the clock of this machine. */
async function zoneOf(target: ActualsTarget, onWait: (reason: string) => void): Promise<string> {
  const known = await planZone(target, onWait)
  if (known !== undefined) return known
  const own = DateTime.local().zoneName
  sayOnStderr(`The token may not see the plan; times are taken as of ${own}. Name another zone with --zone.`)
  return own
}

/** Until its turn at the speed that is asked for, and until it can have happened. */
async function waitFor(batch: RecordedBatch, first: RecordedBatch, begun: number, speed: number): Promise<void> {
  const turn = begun + (batch.reportedMs - first.reportedMs) / speed
  const wait = Math.max(turn, batch.reportedMs) - Date.now()
  if (wait > 0) await sleep(wait)
}

type Totals = Record<'batches' | 'known' | 'stored' | 'restated' | 'unchanged' | 'older' | 'refused', number>

function count(totals: Totals, receipt: ActualsReceipt): void {
  totals.batches++
  if (receipt.isRepeated) totals.known++
  for (const name of ['stored', 'restated', 'unchanged', 'older', 'refused'] as const) totals[name] += receipt[name]
}

const lineOf = ({ isRepeated, stored, restated, unchanged, older, refused }: ActualsReceipt): string =>
  isRepeated
    ? 'was there already'
    : `${stored} stored, ${restated} restated, ${unchanged} unchanged, ${older} older, ${refused} refused`

function serverAddress(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text
  throw new InvalidArgumentError('Give an address such as http://localhost:3000.')
}

function date(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid) return text
  throw new InvalidArgumentError('Give a date such as 2026-11-11.')
}

function timeZone(text: string): string {
  if (IANAZone.isValidZone(text)) return text
  throw new InvalidArgumentError('Give an IANA name such as Asia/Shanghai.')
}
