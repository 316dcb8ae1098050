import { DateTime } from 'luxon'
import { type Horizon, MS_PER_MINUTE } from '../domain/horizon.ts'
import { spreadAbout, type Weighed, weighedMedian } from './weighed-median.ts'

/** What a bot settled of a queue's interval, beside what came to people. */
export interface BotReport {
  /** Epoch milliseconds. */
  readonly startMs: number
  readonly offered: number
  readonly botHandled: number
}

/** The bot's part of the contacts of the last hour that is reported. */
export interface BotShareNow {
  readonly share: number
  /** Epoch milliseconds, half-open. */
  readonly fromMs: number
  readonly toMs: number
  /** Contacts of that hour, in all and to people. */
  readonly contacts: number
  readonly offered: number
  /** Undefined where too little was reported before. */
  readonly usual: UsualShare | undefined
  /** Contacts an hour that come to people because the share is not the usual one; below 0 they are spared them. */
  readonly extraContacts: number
}

export interface UsualShare {
  readonly share: number
  /** Days that it is of, or hours of today. */
  readonly groups: number
  /** Variance of a day's share about the usual one as the days show it, and what is granted whatever they show. */
  readonly shown: number
  readonly granted: number
  /** Contacts of a usual group. */
  readonly contacts: number
}

const WINDOW_MINUTES = 60
/** Reports that end earlier say nothing of now. */
const MOST_AGE_MINUTES = 120
/** Days that are looked back over. */
export const BOT_SHARE_DAYS = 28
const LEAST_DAYS = 3
const LEAST_MINUTES_OF_TODAY = 120
/** As if so many days with such a standard deviation of their shares had been seen besides: few days show their spread badly. */
const GRANTED_GROUPS = 4
const GRANTED_VARIANCE = 0.06 ** 2
/** Standard deviations beyond which a drop is no chance: it is looked for each quarter of an hour, day after day. */
const SURE = 3.5
/** Contacts to people in an hour below which a share says little. */
const LEAST_OFFERED = 10
/** Variance of a median over that of a mean. */
const MEDIAN_VARIANCE = Math.PI / 2
/** What was told stays told until it is within such a part of its limit, and of what is sure. */
const KEPT = 1 / 2

type Grid = Pick<Horizon, 'zone' | 'intervalMinutes'>

/**
 * The share of a queue's contacts that its bot settled in the last hour reported, `b / (b + offered)`, beside the usual
 * one: the median over earlier days of the same hours, a day counting by its contacts, at most by as many as the median
 * day had, so that neither a sale nor a quiet day decides. Days without a bot, on which it settled nothing in 24 hours,
 * are left out; on others an outage moves a median little. With fewer than 3 days it is that of the hours of today
 * before, of which 2 must be reported.
 * @param reports of one queue, in any order; those of intervals that are not over at `asOf` are not looked at
 * @returns undefined where nothing was reported in the last two hours, or nobody came
 */
export function botShareNow(reports: readonly BotReport[], asOf: number, grid: Grid): BotShareNow | undefined {
  const lengthMs = grid.intervalMinutes * MS_PER_MINUTE
  // By time: sums of fractions depend on their order.
  const known = reports.filter(({ startMs }) => startMs + lengthMs <= asOf).sort((a, b) => a.startMs - b.startMs)
  const last = known.at(-1)
  if (!last || last.startMs + lengthMs < asOf - MOST_AGE_MINUTES * MS_PER_MINUTE) return undefined
  const toMs = last.startMs + lengthMs
  const fromMs = toMs - Math.max(lengthMs, WINDOW_MINUTES * MS_PER_MINUTE)
  const hour = known.filter(({ startMs }) => startMs >= fromMs)
  const { contacts, offered, botHandled } = countsOf(hour)
  if (contacts === 0) return undefined
  const before = known.filter(({ startMs }) => startMs < fromMs)
  const days = earlierDays(before, { fromMs, toMs }, grid.zone)
  const usual = days.length >= LEAST_DAYS ? usualOf(days) : usualToday(before, fromMs, grid)
  const perHour = 60 / (hour.length * grid.intervalMinutes)
  return {
    ...{ share: botHandled / contacts, fromMs, toMs, contacts, offered, usual },
    extraContacts: usual ? (usual.share * contacts - botHandled) * perHour : 0,
  }
}

/**
 * Whether the share has dropped: by the limit, and by more than chance and the difference between days explain. With `p`
 * the usual share of `G` groups, `n` contacts now, `s²` the variance that the groups show (its robust estimate shrunk
 * towards the granted one) and `g²` what remains of the granted one, a share is expected to stray by
 * `max(s², g² + p (1 - p) / n)`, to which the usual share's own `pi / 2 / G` times as much of a usual group is added.
 * Chance is within `s²` as the days show it, so that the larger holds and not the sum. More that the bot settles now
 * lowers the drop and what speaks for it; all counts so many times as large only make it surer.
 * @param limit a share
 * @returns `grave` beyond the limit, `kept` as long as a drop that was told is beyond half of it
 */
export function botShareDrop({ share, offered, contacts, usual }: BotShareNow, limit: number): BotShareDrop {
  if (!usual || offered < LEAST_OFFERED) return 'none'
  const drop = usual.share - share
  const sureness = drop / Math.sqrt(varianceAt(usual, contacts) + uncertaintyOf(usual))
  if (drop >= limit && sureness >= SURE) return 'grave'
  return drop >= KEPT * limit && sureness >= KEPT * SURE ? 'kept' : 'none'
}

export type BotShareDrop = 'grave' | 'kept' | 'none'

const varianceAt = ({ share, shown, granted }: UsualShare, contacts: number): number =>
  Math.max(shown, granted + (share * (1 - share)) / contacts)

const uncertaintyOf = (usual: UsualShare): number =>
  (MEDIAN_VARIANCE * varianceAt(usual, usual.contacts)) / usual.groups

interface Counts {
  readonly contacts: number
  readonly offered: number
  readonly botHandled: number
}

function countsOf(reports: readonly BotReport[]): Counts {
  const offered = reports.reduce((sum, report) => sum + report.offered, 0)
  const botHandled = reports.reduce((sum, report) => sum + report.botHandled, 0)
  return { contacts: offered + botHandled, offered, botHandled }
}

/** The same hours by the wall clock on each earlier day, where anybody came and the 24 hours until their end had a bot. */
function earlierDays(
  before: readonly BotReport[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  zone: string,
): Counts[] {
  const earlier = (instant: number) =>
    Array.from({ length: BOT_SHARE_DAYS + 2 }, (_, days) =>
      DateTime.fromMillis(instant, { zone }).minus({ days }).toMillis(),
    )
  const [starts, ends] = [earlier(fromMs), earlier(toMs)]
  const days = Map.groupBy(before, ({ startMs }) => ends.findIndex((end) => startMs >= end) - 1)
  return Array.from({ length: BOT_SHARE_DAYS }, (_, index) => {
    const day = days.get(index + 1) ?? []
    const hasBot = day.some(({ botHandled }) => botHandled > 0)
    return countsOf(hasBot ? day.filter(({ startMs }) => startMs >= starts[index + 1]!) : [])
  }).filter(({ contacts }) => contacts > 0)
}

/** Of the hours of today before an instant in which the bot settled anything. */
function usualToday(before: readonly BotReport[], untilMs: number, grid: Grid): UsualShare | undefined {
  const midnight = DateTime.fromMillis(untilMs, { zone: grid.zone }).startOf('day').toMillis()
  const today = before.filter(({ startMs, offered, botHandled }) => startMs >= midnight && offered + botHandled > 0)
  if (today.length * grid.intervalMinutes < LEAST_MINUTES_OF_TODAY) return undefined
  const hourMs = WINDOW_MINUTES * MS_PER_MINUTE
  const hours = Map.groupBy(today, ({ startMs }) => Math.ceil((untilMs - startMs) / hourMs))
  const counts = [...hours.values()].map(countsOf).filter(({ botHandled }) => botHandled > 0)
  return counts.length >= 2 ? usualOf(counts) : undefined
}

function usualOf(groups: readonly Counts[]): UsualShare {
  const contacts = weighedMedian(groups.map((group) => ({ value: group.contacts, weight: 1 })))
  const shares = groups.map(
    (group): Weighed => ({
      value: group.botHandled / group.contacts,
      weight: Math.min(group.contacts, contacts),
    }),
  )
  const share = weighedMedian(shares)
  const all = GRANTED_GROUPS + groups.length
  const granted = (GRANTED_GROUPS * GRANTED_VARIANCE) / all
  return {
    ...{ share, contacts, groups: groups.length, granted },
    shown: granted + (groups.length * spreadAbout(share, shares) ** 2) / all,
  }
}
