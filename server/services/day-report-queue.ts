import { type Horizon, intervalStart, localStamp } from '../../solver/domain/horizon.ts'
import { LATE_REASONS, type LateInterval, type LateModel } from '../../solver/intraday/report/late-reasons.ts'
import { type MissedSpan, missedSpans } from '../../solver/intraday/report/missed-spans.ts'
import { needForWhatCame } from '../../solver/intraday/report/need-for-what-came.ts'
import { volumeOutcome } from '../../solver/intraday/report/volume-outcome.ts'
import type { DayVerdict, MissedSpanReply, MissReason, QueueDayReply } from '../contracts/day-report.ts'
import type { RunCoverage } from '../contracts/run-result.ts'
import { rounded } from '../jobs/reply-columns.ts'
import type { IntervalRow } from '../store/actuals-store.ts'

type QueueCoverage = RunCoverage['queues'][number]

/** A queue's day as it was planned and as it came; arrays are `[interval]` of the day, NaN where nothing is known. */
export interface QueueOfDay {
  readonly queueId: string
  readonly horizon: Horizon
  readonly kind: QueueCoverage['kind']
  readonly planned: Float64Array
  readonly plannedAht: Float64Array
  readonly needed: Float64Array
  readonly scheduled: Float64Array
  readonly shrinkage: Float64Array
  readonly simulated: Float64Array
  readonly simulatedContacts: Float64Array
  readonly plannedBacklog: Float64Array
  readonly target: number
  /** Undefined for tickets and where the run kept none. */
  readonly model: (LateModel & { readonly maxOccupancy: number }) | undefined
  readonly reported: ReportedDay
  /** Share of the scheduled people who were there. */
  readonly presentShare: Float64Array
}

export interface ReportedDay {
  readonly came: Float64Array
  readonly aht: Float64Array
  readonly abandoned: Float64Array
  readonly inTime: Float64Array
  readonly backlog: Float64Array
}

/** @param rows of one queue; those of another length of intervals are of another plan */
export function reportedDay(rows: readonly IntervalRow[], horizon: Horizon): ReportedDay {
  const unknown = () => new Float64Array(horizon.intervals).fill(Number.NaN)
  const day = { came: unknown(), aht: unknown(), abandoned: unknown(), inTime: unknown(), backlog: unknown() }
  for (const row of rows) {
    const at = (row.starts_at.getTime() - horizon.startsAt) / (horizon.intervalMinutes * 60_000)
    if (row.interval_minutes !== horizon.intervalMinutes || !Number.isInteger(at) || !(at in day.came)) continue
    day.came[at] = row.offered ?? Number.NaN
    // Of no contacts some systems tell a time of 0.
    day.aht[at] = row.aht_seconds !== null && row.aht_seconds > 0 ? row.aht_seconds : Number.NaN
    day.abandoned[at] = row.abandoned ?? Number.NaN
    day.inTime[at] = row.answered_within ?? Number.NaN
    day.backlog[at] = row.backlog ?? Number.NaN
  }
  return day
}

/**
 * @param coverage undefined where nothing is planned of the day
 * @param first interval of the run with which the day begins
 */
export function queueOfDay(
  queueId: string,
  horizon: Horizon,
  coverage: RunCoverage | undefined,
  first: number,
  reported: ReportedDay,
): QueueOfDay {
  const queue = coverage?.queues.find((one) => one.queueId === queueId)
  const column = (values: readonly (number | null)[] | undefined, missing: number) =>
    Float64Array.from({ length: horizon.intervals }, (_, at) => values?.[first + at] ?? missing)
  const covered = column(queue?.coveredAgents, 0)
  const net = column(queue?.netStaffing, 0)
  const instant = queue?.kind === 'instant' ? queue : undefined
  return {
    ...{ queueId, horizon, kind: queue?.kind ?? 'instant', reported },
    planned: column(queue?.volume, 0),
    plannedAht: column(queue?.ahtSeconds, Number.NaN),
    needed: instant ? column(instant.scheduledAgents, 0) : covered.map((agents, at) => agents - net[at]!),
    scheduled: covered,
    shrinkage: column(coverage?.shrinkage, 0),
    simulated: column(queue?.service?.serviceLevel, Number.NaN),
    simulatedContacts: column(queue?.service?.contacts, 0),
    plannedBacklog: column(queue?.service?.backlog, Number.NaN),
    target: queue?.model?.serviceLevelTarget ?? Number.NaN,
    model: instant?.model && {
      intervalMinutes: horizon.intervalMinutes,
      answerWithinSeconds: instant.model.answerWithinSeconds,
      meanPatienceSeconds: instant.model.meanPatienceSeconds ?? undefined,
      curve: Float64Array.from(instant.model.capacityCurve),
      maxOccupancy: instant.model.maxOccupancy,
    },
    presentShare: new Float64Array(horizon.intervals).fill(Number.NaN),
  }
}

/** What the queueing model is asked about; undefined where contacts or answers were not reported. */
export function lateIntervals(day: QueueOfDay): (LateInterval | undefined)[] {
  const { reported, planned, plannedAht, needed, scheduled, shrinkage, presentShare } = day
  return Array.from(planned, (plannedVolume, at) => {
    const [came, inTime] = [reported.came[at]!, reported.inTime[at]!]
    if (Number.isNaN(came) || Number.isNaN(inTime)) return undefined
    const onPosition = (agents: number) => agents * (1 - shrinkage[at]!)
    return {
      ...{ plannedVolume, came, late: Math.max(0, came - inTime) },
      ...{ plannedAht: plannedAht[at]!, cameAht: reported.aht[at]! },
      ...{ neededAgents: onPosition(needed[at]!), scheduledAgents: onPosition(scheduled[at]!) },
      presentAgents: scheduled[at]! * presentShare[at]!,
    }
  })
}

/** @param name what people call the queue */
export function queueReply(day: QueueOfDay, name: QueueDayReply['name']): QueueDayReply {
  const { queueId, kind, reported, target, planned, needed, scheduled } = day
  const volume = volumeOutcome({ planned, came: reported.came, plannedAht: day.plannedAht, cameAht: reported.aht })
  const service = serviceOf(day)
  const missed = missedSpans({
    ...{ intervals: lateIntervals(day), target: Number.isNaN(target) ? 0 : target, model: day.model },
  })
  const { absoluteError, plannedAht, cameAht, ...counts } = volume
  return {
    ...{ queueId, name, kind },
    volume: { ...counts, wape: ratioOrNull(absoluteError, counts.came), bias: biasOf(counts) },
    staffing: staffingOf(day),
    service,
    abandoned: abandonedOf(reported),
    verdict: verdictOf(service.reached, service.target),
    aht: { planned: known(plannedAht), actual: known(cameAht) },
    backlog: backlogOf(day),
    byInterval: {
      ...{ planned: Array.from(planned, rounded), came: Array.from(reported.came, known) },
      ...{ needed: Array.from(needed, rounded), scheduled: Array.from(scheduled, rounded) },
      present: Array.from(scheduled, (agents, at) => known(agents * day.presentShare[at]!)),
      reached: Array.from(reported.inTime, (count, at) => shareAt(count, reported.came[at]!)),
    },
    missed: missed.map((span) => missedReply(day, span)),
  }
}

export const verdictOf = (reached: number | null, target: number | null): DayVerdict =>
  reached === null || target === null ? 'unknown' : reached >= target ? 'kept' : 'missed'

export const ratioOrNull = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

export const biasOf = ({ plannedOfKnown, came }: { readonly plannedOfKnown: number; readonly came: number }) =>
  ratioOrNull(plannedOfKnown - came, came)

/** JSON has no NaN. */
const known = (value: number): number | null => (Number.isNaN(value) ? null : rounded(value))
/** A correction may lag behind: more answered in time than came is all of them. */
const shareAt = (count: number, came: number): number | null =>
  came > 0 && !Number.isNaN(count) ? Math.min(1, count / came) : null

function serviceOf({ reported, planned, target, simulated, simulatedContacts }: QueueOfDay): QueueDayReply['service'] {
  let [contacts, inTime, intervals, knownCount] = [0, 0, 0, 0]
  for (let at = 0; at < planned.length; at++) {
    if (planned[at]! > 0) intervals++
    if (Number.isNaN(reported.came[at]!) || Number.isNaN(reported.inTime[at]!)) continue
    if (planned[at]! > 0) knownCount++
    contacts += reported.came[at]!
    inTime += Math.min(reported.came[at]!, reported.inTime[at]!)
  }
  let [expected, weight] = [0, 0]
  simulated.forEach((share, at) => {
    if (Number.isNaN(share)) return
    expected += share * simulatedContacts[at]!
    weight += simulatedContacts[at]!
  })
  return {
    ...{ target: known(target), simulated: ratioOrNull(expected, weight) },
    ...{ contacts, inTime, reached: ratioOrNull(inTime, contacts), intervals, known: knownCount },
  }
}

/** Agent-hours of the day. */
function staffingOf(day: QueueOfDay): QueueDayReply['staffing'] {
  const { planned, plannedAht, needed, scheduled, shrinkage, presentShare, reported, model, horizon } = day
  const hours = (agents: (at: number) => number) =>
    planned.reduce((sum, _, at) => sum + agents(at), 0) * (horizon.intervalMinutes / 60)
  const wanted =
    model &&
    needed.map((plannedNeed, at) =>
      needForWhatCame(
        {
          ...{ plannedNeed, plannedVolume: planned[at]!, came: reported.came[at]!, shrinkage: shrinkage[at]! },
          ...{ plannedAht: plannedAht[at]!, cameAht: reported.aht[at]! },
        },
        { ...model, target: day.target },
      ),
    )
  const isKnown = wanted?.some((agents) => !Number.isNaN(agents)) ?? false
  const isPresent = presentShare.some((share) => !Number.isNaN(share))
  return {
    ...{ needed: hours((at) => needed[at]!), scheduled: hours((at) => scheduled[at]!) },
    expected: hours((at) => scheduled[at]! * (1 - shrinkage[at]!)),
    // What was not reported is taken as planned, so that the two can be held side by side.
    neededForWhatCame:
      wanted && isKnown ? hours((at) => (Number.isNaN(wanted[at]!) ? needed[at]! : wanted[at]!)) : null,
    present: isPresent
      ? hours((at) => scheduled[at]! * (Number.isNaN(presentShare[at]!) ? 1 - shrinkage[at]! : presentShare[at]!))
      : null,
  }
}

function abandonedOf({ came, abandoned }: ReportedDay): number | null {
  let [gaveUp, offered] = [0, 0]
  abandoned.forEach((count, at) => {
    if (Number.isNaN(count) || Number.isNaN(came[at]!)) return
    gaveUp += count
    offered += came[at]!
  })
  return ratioOrNull(gaveUp, offered)
}

function backlogOf({ reported, plannedBacklog, horizon }: QueueOfDay): QueueDayReply['backlog'] {
  const at = reported.backlog.findLastIndex((count) => !Number.isNaN(count))
  if (at < 0) return null
  const stamp = localStamp(intervalStart(horizon, at + 1), horizon.zone)
  return { contacts: reported.backlog[at]!, planned: known(plannedBacklog[at]!), at: stamp }
}

function missedReply({ queueId, horizon }: QueueOfDay, span: MissedSpan): MissedSpanReply {
  const stamp = (interval: number) => localStamp(intervalStart(horizon, interval), horizon.zone)
  const { parts } = span
  return {
    ...{ queueId, start: stamp(span.from), end: stamp(span.to), came: span.came, planned: rounded(span.plannedVolume) },
    ...{ late: rounded(span.late), beyond: rounded(span.beyond) },
    ...{ plannedAhtSeconds: known(span.plannedAht), ahtSeconds: known(span.cameAht) },
    ...{
      needed: rounded(span.neededAgents),
      expected: rounded(span.scheduledAgents),
      present: known(span.presentAgents),
    },
    parts: parts
      ? {
          ...{ asPlanned: rounded(parts.asPlanned), unexplained: rounded(parts.unexplained) },
          ...{ planShort: rounded(parts.reasons.planShort), moreContacts: rounded(parts.reasons.moreContacts) },
          ...{ fewerPeople: known(parts.reasons.fewerPeople), longerContacts: known(parts.reasons.longerContacts) },
        }
      : null,
    mainReason: mainReasonOf(span),
  }
}

function mainReasonOf({ parts }: MissedSpan): MissReason | null {
  if (!parts) return null
  const sizes: readonly (readonly [MissReason, number])[] = [
    ...LATE_REASONS.map((reason) => [reason, parts.reasons[reason]] as const),
    ['unexplained', parts.unexplained],
  ]
  const [reason] = sizes.reduce((most, one) => (one[1] > most[1] ? one : most), ['unexplained', 0] as const)
  return reason
}
