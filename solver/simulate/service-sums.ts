import { type Horizon, intervalStart, localStamp } from '../domain/horizon.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { IntervalService, QueueServiceLevel, ServiceResult } from '../domain/service-outputs.ts'
import { judgedTargets } from './judged-targets.ts'
import { seatTeams } from './seat-teams.ts'
import type { Estimate } from './service-estimate.ts'
import { ShareSums } from './share-sums.ts'
import type { Simulation } from './simulation.ts'
import type { Tally } from './tally.ts'
import type { TallyPlace } from './target-counts.ts'
import { ENOUGH_CONTACTS, TargetSums } from './target-sums.ts'

type Summed = 'abandoned' | 'waitSeconds' | 'waits' | 'backlog' | 'oldestSeconds'
const SUMMED: readonly Summed[] = ['abandoned', 'waitSeconds', 'waits', 'backlog', 'oldestSeconds']

/**
 * Adds up replications, which must come in their order so that rounding is the same however they were spread over
 * threads, and says what they tell of the service. Keeps no replication.
 */
export class ServiceSums {
  readonly #queues: readonly Queue[]
  readonly #horizon: Horizon
  /** Where each queue's figures stand, `[queue]`. */
  readonly #places: readonly TallyPlace[]
  readonly #targets: readonly (readonly TargetSums[])[]
  /** In time of those that count, by queue, and `[queue * intervals + interval]`. */
  readonly #levels: ShareSums
  readonly #cells: ShareSums
  readonly #sums: Readonly<Record<Summed, Float64Array>>
  readonly #busySeconds: Float64Array
  readonly #positionSeconds: Float64Array
  #replications = 0

  constructor(queues: readonly Queue[], horizon: Horizon, simulation: Simulation) {
    const { intervals } = horizon
    this.#queues = queues
    this.#horizon = horizon
    this.#places = seatTeams(simulation).serving.map((serving, queue) => ({ simulation, queue, serving }))
    this.#targets = queues.map((queue) =>
      judgedTargets(queue, horizon).map(
        (judged) => new TargetSums(queue.id, judged, horizon, simulation.dayOfInterval),
      ),
    )
    const cells = queues.length * intervals
    this.#levels = new ShareSums(queues.length)
    this.#cells = new ShareSums(cells)
    this.#sums = Object.fromEntries(SUMMED.map((name) => [name, new Float64Array(cells)])) as Record<
      Summed,
      Float64Array
    >
    this.#busySeconds = new Float64Array(cells)
    this.#positionSeconds = new Float64Array(cells)
  }

  /** Adds the next replication. */
  add(tally: Tally): void {
    this.#replications++
    const { intervals } = this.#horizon
    this.#cells.add(tally.inTime, tally.contacts)
    const perQueue = (values: Float64Array) => this.#queues.map((_, queue) => sum(this.#row(values, queue)))
    this.#levels.add(perQueue(tally.inTime), perQueue(tally.contacts))
    for (const name of SUMMED) addTo(this.#sums[name], tally[name], 0, 0, this.#sums[name].length)
    for (const [queue, place] of this.#places.entries()) {
      for (const team of place.serving) {
        addTo(this.#busySeconds, tally.busySeconds, queue * intervals, team * intervals, intervals)
        addTo(this.#positionSeconds, tally.positionSeconds, queue * intervals, team * intervals, intervals)
      }
      for (const target of this.#targets[queue]!) target.add(tally, place)
    }
  }

  #row(values: Float64Array, row: number): Float64Array {
    const { intervals } = this.#horizon
    return values.subarray(row * intervals, (row + 1) * intervals)
  }

  result(): ServiceResult {
    return {
      levels: this.#queues.map((queue, number) => this.#level(queue, number)),
      intervals: this.#queues.map((queue, number) => this.#intervalService(queue, number)),
      targets: this.#targets.flatMap((targets) => targets.map((target) => target.outcome())),
    }
  }

  #level(queue: Queue, number: number): QueueServiceLevel {
    const total = (values: Float64Array) => sum(this.#row(values, number))
    const contacts = this.#levels.whole[number]!
    const share: Estimate = contacts > 0 ? this.#levels.share(number) : { mean: 1, lower95: 1, upper95: 1 }
    return {
      queue: queue.id,
      target: targetWords(queue),
      targetShare: queue.target.serviceLevelTarget,
      ...share,
      worstInterval: this.#worstInterval(number),
      contacts: contacts / this.#replications,
      abandonRate: shareOf(total(this.#sums.abandoned), contacts),
      asaSeconds: shareOf(total(this.#sums.waitSeconds), total(this.#sums.waits)),
      occupancy: shareOf(total(this.#busySeconds), total(this.#positionSeconds)),
    }
  }

  #worstInterval(queue: number): QueueServiceLevel['worstInterval'] {
    const contacts = this.#row(this.#cells.whole, queue)
    const inTime = this.#row(this.#cells.part, queue)
    let worst: { interval: number; mean: number } | undefined
    for (let interval = 0; interval < contacts.length; interval++) {
      if (contacts[interval]! < ENOUGH_CONTACTS) continue
      const mean = inTime[interval]! / contacts[interval]!
      if (worst === undefined || mean < worst.mean) worst = { interval, mean }
    }
    const { zone } = this.#horizon
    return worst ? { start: localStamp(intervalStart(this.#horizon, worst.interval), zone), mean: worst.mean } : null
  }

  #intervalService({ id }: Queue, queue: number): IntervalService {
    const { intervals } = this.#horizon
    const shares = Array.from({ length: intervals }, (_, at) => this.#cells.share(queue * intervals + at))
    const ratio = (parts: Float64Array, wholes: Float64Array) => {
      const divisors = this.#row(wholes, queue)
      return this.#row(parts, queue).map((part, at) => (divisors[at]! > 0 ? part / divisors[at]! : Number.NaN))
    }
    const mean = (values: Float64Array, unit = 1) =>
      this.#row(values, queue).map((value) => value / unit / this.#replications)
    return {
      queueId: id,
      contacts: mean(this.#cells.whole),
      serviceLevel: Float64Array.from(shares, (share) => share.mean),
      lower95: Float64Array.from(shares, (share) => share.lower95),
      upper95: Float64Array.from(shares, (share) => share.upper95),
      asaSeconds: ratio(this.#sums.waitSeconds, this.#sums.waits),
      abandonRate: ratio(this.#sums.abandoned, this.#sums.waits),
      occupancy: ratio(this.#busySeconds, this.#positionSeconds),
      backlog: mean(this.#sums.backlog),
      backlogAgeHours: mean(this.#sums.oldestSeconds, SECONDS_PER_HOUR),
    }
  }
}

const SECONDS_PER_HOUR = 3600

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

function addTo(sums: Float64Array, values: Float64Array, to: number, from: number, count: number): void {
  for (let place = 0; place < count; place++) sums[to + place]! += values[from + place]!
}

/** `80 % in 30 s`, `95 % finished in 4 h of open hours`. */
function targetWords(queue: Queue): string {
  const percent = Number((queue.target.serviceLevelTarget * 100).toFixed(6))
  if (!isInstant(queue)) {
    const clock = queue.target.deadlineClock === 'open' ? ' of open hours' : ''
    return `${percent} % finished in ${queue.target.finishWithinHours} h${clock}`
  }
  return `${percent} % in ${queue.target.answerWithinSeconds} s`
}
