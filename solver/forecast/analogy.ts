import type { QueueHistory } from '../domain/plan-inputs.ts'

/** A queue that another is forecast by until it has history of its own. */
export interface Analogy {
  readonly queueId: string
  /** The planner's figure: volume of the new queue over that of the other. */
  readonly scale: number
}

/** A history to learn from, part of which may be another queue's. */
export interface AnalogousHistory {
  readonly history: QueueHistory
  /** Variance of the scale, a fraction squared; 0 for a history that is all the queue's own. */
  readonly scaleVariance: number
}

/** Days of history with which a queue stands on its own. */
const OWN_DAYS = 56
/** Days of own history that weigh as much as the planner's figure. */
const SCALE_DAYS = 7
/** How far the planner's figure may be off, a fraction. */
const SCALE_DEVIATION = 0.25

/**
 * The own history where there is enough of it, else the other queue's history times a scale, with the own days in place
 * of the other's. The scale is the planner's, moved towards what the own days show:
 *   log scale = (SCALE_DAYS log planned + n log observed) / (SCALE_DAYS + n),  n = own days
 * Handling times are never borrowed.
 */
export function analogousHistory(
  own: QueueHistory | undefined,
  other: QueueHistory,
  analogy: Analogy,
  queueId: string,
): AnalogousHistory {
  const ownDays = own ? openDays(own) : 0
  if (own && ownDays >= OWN_DAYS) return { history: own, scaleVariance: 0 }
  const scale = own ? learnedScale(own, other, analogy.scale, ownDays) : analogy.scale
  const volume = other.volume.map((contacts) => contacts * scale)
  const ahtSeconds = new Float64Array(volume.length).fill(Number.NaN)
  const shown: QueueHistory = { ...other, queueId, volume, ahtSeconds }
  const scaleVariance = (SCALE_DEVIATION ** 2 * SCALE_DAYS) / (SCALE_DAYS + ownDays)
  return { history: own ? withOwnDays(shown, own) : shown, scaleVariance }
}

const daysOf = ({ volume, intervalMinutes }: QueueHistory): number =>
  Math.round((volume.length * intervalMinutes) / 1440)

function openDays(history: QueueHistory): number {
  const perDay = 1440 / history.intervalMinutes
  let days = 0
  for (let day = 0; day < daysOf(history); day++)
    if (history.volume.subarray(day * perDay, (day + 1) * perDay).some(Number.isFinite)) days++
  return days
}

function learnedScale(own: QueueHistory, other: QueueHistory, planned: number, days: number): number {
  let [mine, theirs] = [0, 0]
  for (const [i, volume] of own.volume.entries()) {
    const at = intervalAt(other, own.startsAt + i * own.intervalMinutes * 60_000)
    const counterpart = other.volume[at] ?? Number.NaN
    if (Number.isNaN(volume) || Number.isNaN(counterpart)) continue
    mine += volume
    theirs += (counterpart * own.intervalMinutes) / other.intervalMinutes
  }
  if (!(mine > 0) || !(theirs > 0)) return planned
  return Math.exp((SCALE_DAYS * Math.log(planned) + days * Math.log(mine / theirs)) / (SCALE_DAYS + days))
}

const intervalAt = (history: QueueHistory, instant: number): number =>
  Math.floor((instant - history.startsAt) / (history.intervalMinutes * 60_000))

/** Own days go in where both histories lie on one grid; a queue counted on another grid keeps the other's shape. */
function withOwnDays(shown: QueueHistory, own: QueueHistory): QueueHistory {
  const at = intervalAt(shown, own.startsAt)
  const isOneGrid = own.intervalMinutes === shown.intervalMinutes && own.zone === shown.zone && at >= 0
  if (!isOneGrid) return shown
  const length = Math.max(shown.volume.length, at + own.volume.length)
  const volume = new Float64Array(length).fill(Number.NaN)
  const ahtSeconds = new Float64Array(length).fill(Number.NaN)
  volume.set(shown.volume)
  own.volume.forEach((contacts, i) => {
    if (!Number.isNaN(contacts)) volume[at + i] = contacts
  })
  ahtSeconds.set(own.ahtSeconds, at)
  return { ...shown, volume, ahtSeconds }
}
